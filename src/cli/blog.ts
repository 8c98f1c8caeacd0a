/** Which blog a command speaks to, and with which token. */

import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { parse } from 'smol-toml'
import type { SiteVars } from '../site.ts'
import { type Context, UsageError } from './command.ts'
import { isToken, readCredentials } from './credentials.ts'
import { printable } from './printable.ts'
import { Remote } from './remote.ts'
import { chooseWords } from './words.ts'
import { isWorkflow, workflowToken } from './workflow.ts'

/** Throws a UsageError that says how to log in. */
export async function openRemote({ flags, words, terminal }: Context): Promise<Remote> {
  const { blog, tokens } = await readCredentials()
  const address = chooseBlog(flags, blog)
  if (!address) throw new UsageError(words.noBlog)
  const origin = readOrigin(address)
  // A secret that was pasted often ends with a line break.
  const named = process.env.DECKLE_TOKEN?.trim()
  if (named && !isToken(named)) throw new UsageError(words.badVariable(origin))
  const token = named || tokens[origin] || localToken(origin)
  if (!token && !isWorkflow()) throw new UsageError(words.noToken(origin))
  return new Remote(origin, token || workflowToken(origin), {
    waiting: (reason, pause) =>
      terminal.progress(printable(words.waiting(reason, (pause / 1000).toFixed(1)))),
  })
}

const chooseBlog = (flags: Context['flags'], last: string | null): string | undefined =>
  String(flags.blog ?? '') || process.env.DECKLE_URL || last || readSettings().SITE_URL

/** The origin of a blog's address. A token does not go over the open network without TLS. */
export function readOrigin(text: string): string {
  const scheme = isLocal(/^(\[.*\]|[^:/]*)/.exec(text)?.[0] ?? '') ? 'http' : 'https'
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `${scheme}://${text}`)
  if (!url?.hostname || url.username || url.password) {
    throw new UsageError(chooseWords().notAnAddress(printable(text)))
  }
  if (url.protocol === 'http:' && !isLocal(url.hostname)) {
    throw new UsageError(chooseWords().notEncrypted(url.origin))
  }
  return url.origin
}

const isLocal = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/** In a checkout, `npm start` has made a token for the blog on this machine. */
function localToken(origin: string): string | null {
  if (!isLocal(new URL(origin).hostname) || !existsSync('.dev.vars')) return null
  return parseEnv(readFileSync('.dev.vars', 'utf8')).AUTHOR_TOKEN ?? null
}

/** The settings of the checkout that the command runs in; none elsewhere. */
export function readSettings(): SiteVars {
  if (!existsSync('wrangler.toml')) return {}
  try {
    const { vars = {} } = parse(readFileSync('wrangler.toml', 'utf8')) as { vars?: object }
    return vars
  } catch {
    return {} // somebody else's, or half edited: wrangler tells
  }
}

/** The zone of the blog: as the checkout has it, or as it was when its token was kept; else this machine's. */
export async function findTimezone({ flags }: Pick<Context, 'flags'>): Promise<string> {
  const { blog, zones } = await readCredentials()
  const address = chooseBlog(flags, blog)
  const known = address && zones[readOrigin(address)]
  return readSettings().SITE_TIMEZONE ?? (known || readTimezone())
}

/** The zone in which dates without one are read here, where it is not asked when a post was written. */
export const readTimezone = (): string =>
  readSettings().SITE_TIMEZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone
