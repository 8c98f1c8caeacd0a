/** Stands in front of KV: counts what each key is asked for, and fails, delays or loses on demand. */

import { WorkerEntrypoint } from 'cloudflare:workers'
import type { Fault, Tally } from './protocol.ts'

interface Back {
  BACK: Fetcher
}

let tally: Tally = { get: {}, put: {}, delete: {}, list: {} }
let faults: Fault[] = []
/** What stood under a key before its puts, first to last, and until when it is still seen. */
const before = new Map<string, Before[]>()

interface Before {
  body: ArrayBuffer
  init: ResponseInit
  until: number
}

/** Speaks the protocol of workerd's KV binding: one HTTP request per operation. */
export class Meter extends WorkerEntrypoint<Back> {
  override async fetch(request: Request): Promise<Response> {
    // A body left unread would leave the writer waiting for ever.
    const body = /^(PUT|POST)$/.test(request.method) ? await request.arrayBuffer() : null
    const { op, keys } = readOperation(request, body)
    for (const key of keys) tally[op][key] = (tally[op][key] ?? 0) + 1
    const fault = takeFault(op, keys)
    if (fault?.delay) await scheduler.wait(fault.delay)
    if (fault?.status) return new Response('fault', { status: fault.status })
    if (fault?.lose) return new Response(null)
    if (fault?.stale) await this.#hide(keys, request.url, fault.stale)
    const old = op === 'get' ? before.get(keys.join())?.find(isSeen) : undefined
    if (old) return new Response(old.body, old.init)
    return this.env.BACK.fetch(body ? new Request(request, { body }) : request)
  }

  /** Keeps what stands under a key in sight for some milliseconds. */
  async #hide([key = '']: string[], url: string, time: number): Promise<void> {
    const { origin, pathname } = new URL(url)
    const found = await this.env.BACK.fetch(`${origin}${pathname}?urlencoded=true`)
    const init = { status: found.status, headers: [...found.headers] }
    const body = await found.arrayBuffer()
    const seen = before.get(key)?.filter(isSeen) ?? []
    before.set(key, [...seen, { body, init, until: Date.now() + time }])
  }
}

const isSeen = ({ until }: Before): boolean => Date.now() < until

/** The meter's own controls: read or clear the tally, set the faults. */
export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'PUT') faults = await request.json()
    if (request.method === 'DELETE') tally = { get: {}, put: {}, delete: {}, list: {} }
    return Response.json(tally)
  },
}

function readOperation(
  request: Request,
  body: ArrayBuffer | null,
): { op: keyof Tally; keys: string[] } {
  const { pathname } = new URL(request.url)
  if (request.method === 'POST' && body) {
    const { keys } = JSON.parse(new TextDecoder().decode(body)) as { keys: string[] }
    return { op: 'get', keys }
  }
  if (pathname === '/') return { op: 'list', keys: ['*'] }
  const op = request.method === 'PUT' ? 'put' : request.method === 'DELETE' ? 'delete' : 'get'
  return { op, keys: [decodeURIComponent(pathname.slice(1))] }
}

function takeFault(op: keyof Tally, keys: string[]): Fault | undefined {
  const fault = faults.find(
    (each) => each.op === op && each.times !== 0 && keys.some((key) => key.startsWith(each.key)),
  )
  if (fault?.times) fault.times -= 1
  return fault
}
