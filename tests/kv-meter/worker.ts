/** Stands in front of KV and R2: counts what each key is asked for, and fails, delays or loses on demand. */

import { WorkerEntrypoint } from 'cloudflare:workers'
import type { Chances, Fault, Store, Struck, Tally } from './protocol.ts'

interface Back {
  BACK: Fetcher
  BACK_R2: Fetcher
  /** The blog, when it can be told to drop its object. */
  BLOG?: Fetcher
}

interface Operation {
  store: Store
  op: keyof Tally
  keys: string[]
}

const empty = (): Record<Store, Tally> => ({
  kv: { get: {}, put: {}, delete: {}, list: {} },
  r2: { get: {}, put: {}, delete: {}, list: {} },
})
let tallies = empty()
let faults: Fault[] = []
/** When each key was put first, in milliseconds since the epoch. */
const firsts: Record<string, number> = {}
/** What stood under a key before its puts, first to last, and until when it is still seen. */
const before = new Map<string, Before[]>()

interface Before {
  body: ArrayBuffer
  init: ResponseInit
  until: number
}
let struck: Struck = {}
let draw: ((operation: Operation) => Fault | undefined) | null = null
/** Counts how often the faults were set. */
let orders = 0

/** Speaks the protocol of workerd's KV binding: one HTTP request per operation. */
export class Meter extends WorkerEntrypoint<Back> {
  override async fetch(request: Request): Promise<Response> {
    // A body left unread would leave the writer waiting for ever.
    const body = /^(PUT|POST)$/.test(request.method) ? await request.arrayBuffer() : null
    const operation = readOperation(request, body)
    const { op, keys } = operation
    if (op === 'put') for (const key of keys) firsts[key] ??= Date.now()
    tell(operation)
    return strike(this.env, operation, async (fault) => {
      if (fault?.stale && op === 'put') await this.#hide(keys, request.url, fault.stale)
      const old = op === 'get' ? before.get(keys.join())?.find(isSeen) : undefined
      if (old) return new Response(old.body, old.init)
      return this.env.BACK.fetch(body ? new Request(request, { body }) : request)
    })
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

/** Speaks the protocol of workerd's R2 binding: the operation is in a header, or before the body. */
export class Bucket extends WorkerEntrypoint<Back> {
  override async fetch(request: Request): Promise<Response> {
    const body = request.method === 'PUT' ? await request.arrayBuffer() : null
    const operation = readBucketOperation(request, body)
    tell(operation)
    return strike(this.env, operation, () =>
      this.env.BACK_R2.fetch(body ? new Request(request, { body }) : request),
    )
  }
}

function tell({ store, op, keys }: Operation): void {
  // Of R2's operations, those that stand for none of KV's are not told.
  const tally = tallies[store][op] ?? {}
  for (const key of keys) tally[key] = (tally[key] ?? 0) + 1
}

/** The meter's own controls: read or clear the tally, set the faults or their chances. */
export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'PUT') faults = await request.json()
    if (request.method === 'PATCH') draw = drawer(await request.json())
    if (/^(PUT|PATCH)$/.test(request.method)) {
      struck = {}
      orders++
    }
    if (request.method === 'DELETE') tallies = empty()
    const { pathname } = new URL(request.url)
    const told = { '/struck': struck, '/firsts': firsts, '/r2': tallies.r2 }[pathname]
    return Response.json(told ?? tallies.kv)
  },
}

async function strike(
  { BLOG }: Back,
  operation: Operation,
  act: (fault?: Fault) => Promise<Response>,
): Promise<Response> {
  const fault = takeFault(operation) ?? draw?.(operation)
  if (!fault) return act()
  const name = `${operation.store} ${kindOf(fault)}${fault.after ? ' after' : ''}`
  struck[name] = (struck[name] ?? 0) + 1
  if (fault.delay) await scheduler.wait(fault.delay)
  if (fault.hang && !fault.after) await hang()
  if (fault.lose) return new Response(null)
  const answer = fault.after || !(fault.status || fault.kill) ? await act(fault) : null
  if (fault.hang && fault.after) await hang()
  if (fault.kill) await BLOG?.fetch('http://blog/.prove/die', { method: 'POST' })
  if (answer && !fault.status) return answer
  await answer?.body?.cancel()
  return new Response('fault', { status: fault.status ?? 503 })
}

/** Until the faults are set anew. A promise kept across requests would not wake this one. */
async function hang(): Promise<void> {
  for (const since = orders; since === orders; ) await scheduler.wait(2)
}

const KINDS = ['quota', 'hang', 'kill', 'lose', 'stale', 'delay'] as const

const kindOf = (fault: Fault): string =>
  KINDS.find((each) => fault[each]) ?? String(fault.status ?? 'delay')

/** Draws from mulberry32: the n-th operation meets the same fault for the same seed. */
function drawer({ seed, rate, delay }: Chances): typeof draw {
  if (rate === 0) return null
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const of = { op: '*', key: '' } as const
  const kinds: (() => Fault)[] = [
    () => ({ ...of, status: 503 }),
    () => ({ ...of, status: 429 }),
    () => ({ ...of, status: 503, after: true }),
    () => ({ ...of, delay: Math.ceil(next() * delay) }),
    () => ({ ...of, hang: true, status: 503, after: next() < 0.5 }),
    () => ({ ...of, kill: true, after: next() < 0.5, status: 503 }),
  ]
  const ofPuts: typeof kinds = [
    ...kinds,
    () => ({ op: 'put', key: '', quota: true, status: 429, times: Math.ceil(next() * QUOTA) }),
  ]
  // R2 is consistent: what was put there is read from then on.
  const ofKvPuts: typeof kinds = [...ofPuts, () => ({ ...of, stale: Math.ceil(next() * delay) })]
  return ({ op, store }) => {
    const [hit, kind] = [next(), next()]
    if (hit >= rate) return undefined
    const fitting = op !== 'put' ? kinds : store === 'kv' ? ofKvPuts : ofPuts
    const fault = fitting[Math.floor(kind * fitting.length)]?.()
    if (fault?.quota) faults.push({ ...fault, store })
    return fault
  }
}

/** So many puts are refused at most when the day's are used up. */
const QUOTA = 6

function readOperation(request: Request, body: ArrayBuffer | null): Operation {
  const { pathname } = new URL(request.url)
  if (request.method === 'POST' && body) {
    const { keys } = JSON.parse(new TextDecoder().decode(body)) as { keys: string[] }
    return { store: 'kv', op: 'get', keys }
  }
  if (pathname === '/') return { store: 'kv', op: 'list', keys: ['*'] }
  const op = request.method === 'PUT' ? 'put' : request.method === 'DELETE' ? 'delete' : 'get'
  return { store: 'kv', op, keys: [decodeURIComponent(pathname.slice(1))] }
}

function readBucketOperation(request: Request, body: ArrayBuffer | null): Operation {
  const length = Number(request.headers.get('cf-r2-metadata-size'))
  const head = body
    ? new TextDecoder().decode(body.slice(0, length))
    : (request.headers.get('cf-r2-request') ?? '{}')
  const { method, object = '*' } = JSON.parse(head) as { method: string; object?: string }
  const op = method === 'head' ? 'get' : method
  return { store: 'r2', op: op as keyof Tally, keys: [object] }
}

function takeFault({ store, op, keys }: Operation): Fault | undefined {
  for (const fault of faults) {
    const fits =
      (fault.op === op || fault.op === '*') &&
      (fault.store ?? 'kv') === store &&
      fault.times !== 0 &&
      keys.some((key) => key.startsWith(fault.key))
    if (!fits) continue
    if (fault.skip) fault.skip -= 1
    else {
      if (fault.times) fault.times -= 1
      return fault
    }
  }
  return undefined
}
