/** A small stand-in for Cloudflare's API: as much as a deploy asks of it, and it remembers what it was given. */

import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the API keeps of an uploaded Worker. */
export interface Upload {
  metadata: {
    main_module: string
    compatibility_date: string
    bindings: ({ name: string; type: string } & Record<string, unknown>)[]
  } & Record<string, unknown>
  /** By name; source maps, too. */
  modules: Map<string, Uint8Array>
}

export interface Account {
  namespaces: { id: string; title: string }[]
  buckets: { name: string }[]
  uploads: Upload[]
  /** Is the Worker reachable under workers.dev? */
  onWorkersDev: boolean
  /** Requests that a deploy was not known to make. */
  strange: string[]
  /** Of the token that each request carried. */
  tokens: Set<string>
}

export const ACCOUNT_ID = '0123456789abcdef0123456789abcdef'

interface Answer {
  status?: number
  result?: unknown
  /** Code and message of a refusal. */
  error?: [number, string]
}

const unknownWorker: Answer = { status: 404, error: [10007, 'This Worker does not exist.'] }

/** Starts it on a port of its own. Close it when done. */
export async function startCloudflare() {
  const account: Account = {
    ...{ namespaces: [], buckets: [], uploads: [], onWorkersDev: false },
    ...{ strange: [], tokens: new Set<string>() },
  }
  const server = createServer(async (request, response) => {
    account.tokens.add(request.headers.authorization ?? '')
    const { status = 200, result = null, error } = await answer(request, account)
    const errors = error ? [{ code: error[0], message: error[1] }] : []
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ success: !error, errors, messages: [], result }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => server.close(resolve))
  return { url: `http://127.0.0.1:${port}`, account, close }
}

async function answer(request: IncomingMessage, account: Account): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { pathname } = new URL(request.url ?? '', 'http://localhost')
  const path = pathname.replace(`/accounts/${ACCOUNT_ID}`, '')
  const worker = account.uploads.at(-1)

  switch (`${request.method} ${path}`) {
    case 'GET /workers/services/deckle':
      if (!worker) return { status: 404, error: [10090, 'workers.api.error.service_not_found'] }
      return { result: { default_environment: { environment: 'production', script: SCRIPT } } }
    case 'GET /workers/scripts/deckle/secrets':
      return worker ? { result: [{ name: 'AUTHOR_TOKEN', type: 'secret_text' }] } : unknownWorker
    case 'GET /workers/scripts/deckle/deployments':
      return worker ? { result: { deployments: [] } } : unknownWorker
    case 'GET /workers/scripts/deckle/settings':
      return worker ? { result: { bindings: worker.metadata.bindings } } : unknownWorker
    case 'GET /workers/workers/deckle':
      return { result: { name: 'deckle', subdomain: { enabled: account.onWorkersDev } } }
    case 'GET /workers/subdomain':
      return { result: { subdomain: 'somebody' } }
    case 'GET /storage/kv/namespaces':
      return { result: account.namespaces }
    case 'POST /storage/kv/namespaces': {
      const namespace = { id: 'f'.repeat(32), title: String(JSON.parse(body.toString()).title) }
      account.namespaces.push(namespace)
      return { result: namespace }
    }
    case 'GET /r2/buckets':
      return { result: { buckets: account.buckets } }
    case 'POST /r2/buckets':
      account.buckets.push({ name: String(JSON.parse(body.toString()).name) })
      return { result: {} }
    case 'PUT /workers/scripts/deckle':
      account.uploads.push(await readUpload(body, request.headers['content-type'] ?? ''))
      return { result: { id: 'deckle', etag: 'e', deployment_id: 'd', startup_time_ms: 9 } }
    case 'POST /workers/scripts/deckle/subdomain':
      account.onWorkersDev = JSON.parse(body.toString()).enabled === true
      return { result: { enabled: account.onWorkersDev } }
    default:
      account.strange.push(`${request.method} ${path}`)
      return { status: 404, error: [10000, `This stand-in does not know ${path}.`] }
  }
}

const SCRIPT = { id: 'deckle', tag: 'deckle', tags: [], last_deployed_from: 'wrangler' }

async function readUpload(body: Buffer, type: string): Promise<Upload> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'Content-Type': type },
  }).formData()
  const modules = new Map<string, Uint8Array>()
  for (const [name, part] of form) {
    if (typeof part !== 'string') modules.set(name, new Uint8Array(await part.arrayBuffer()))
  }
  return { metadata: JSON.parse(String(form.get('metadata'))), modules }
}
