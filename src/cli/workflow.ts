/** In a GitHub workflow: asks GitHub for the token that says which repository and branch this is. */

import { speak } from './language.ts'
import { reasonOf, Unreachable } from './unreachable.ts'

/** Milliseconds for which a token is used: GitHub's last a few minutes, and a long push outlives one. */
const FRESH = 120_000

/** May this process ask? The workflow says `permissions: id-token: write`. */
export const isWorkflow = (): boolean =>
  Boolean(process.env.ACTIONS_ID_TOKEN_REQUEST_URL && process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)

/** Gives, each time it is asked, a token for the blog at `origin`. Throws Unreachable. */
export function workflowToken(origin: string): () => Promise<string> {
  let token: Promise<string> | null = null
  let at = 0
  return () => {
    if (token === null || Date.now() - at > FRESH) {
      token = ask(origin)
      at = Date.now()
    }
    return token
  }
}

async function ask(origin: string): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN } = process.env
  const url = new URL(ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  url.searchParams.set('audience', origin)
  try {
    const headers = { Authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` }
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })
    const { value } = (await answer.json()) as { value?: unknown }
    if (answer.ok && typeof value === 'string') return value
    throw new Error(`HTTP ${answer.status}`)
  } catch (error) {
    throw new Unreachable(`${url.host}: ${reasonOf(error)}`, { cause: error })
  }
}

/** What to set so that the blog takes this workflow's token. */
export function explainRefusal(origin: string): string {
  const { GITHUB_REPOSITORY_ID = '?', GITHUB_REF = '?' } = process.env
  const settings = `SITE_URL = "${origin}"  OIDC_REPOSITORY_ID = "${GITHUB_REPOSITORY_ID}"  OIDC_REF = "${GITHUB_REF}"`
  return speak({
    en: `${origin} does not take this workflow's token. In wrangler.toml: ${settings}`,
    zh: `${origin} 不接受这个工作流的令牌。请在 wrangler.toml 里写：${settings}`,
  })
}
