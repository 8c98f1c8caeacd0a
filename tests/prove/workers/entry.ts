/** The blog as the proofs run it: the built Worker, whose ledger's storage fails on demand and whose clock can be moved. */

import Deckle, { Ledger as Built } from '../../../src/worker.ts'
import type { ClockOrder, Fate, Kind, StorageOrder, StorageTally } from './protocol.ts'

const real = { now: Date.now, setTimeout: globalThis.setTimeout }
const clock = { speed: 1, leap: 0, since: 0 }
const toReal = (time: number) => clock.since + (time - clock.leap - clock.since) / clock.speed
Date.now = () => Math.floor(clock.since + (real.now() - clock.since) * clock.speed + clock.leap)
globalThis.setTimeout = ((act: () => void, ms = 0) =>
  real.setTimeout(act, ms / clock.speed)) as typeof setTimeout

let order: StorageOrder = {}
let tally: StorageTally = { calls: 0, struck: {}, alarms: 0 }
let state = 0
/** So many writes are refused from now on. */
let spent = 0
/** When the ledger wants to be woken, by its own clock. */
let alarm: number | null = null
/** Storage as it is, past all faults. */
let storage: DurableObjectStorage

export class Ledger extends Built {
  constructor(ctx: DurableObjectState, env: Env) {
    storage = ctx.storage
    Object.defineProperty(ctx, 'storage', { value: failing(ctx, storage) })
    super(ctx, env)
  }

  override async alarm(): Promise<void> {
    await super.alarm()
    tally.alarms++
  }

  die(): void {
    this.ctx.abort('the object was killed')
  }

  async rearm(): Promise<void> {
    // One that nobody set is not set here.
    if (alarm !== null && (await storage.getAlarm()) !== null)
      await storage.setAlarm(Math.ceil(toReal(alarm)))
  }

  run(statements: [string, ...SqlStorageValue[]][]): void {
    storage.transactionSync(() => {
      for (const [query, ...bindings] of statements) storage.sql.exec(query, ...bindings)
    })
  }

  /** How many rows there are of all that a change writes. */
  rows(): string {
    const tables = [
      'revisions',
      'posts',
      'articles',
      'pictures',
      'uses',
      'aliases',
      'answers',
      'log',
    ]
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
    return JSON.stringify(storage.sql.exec(`SELECT ${counts.join(', ')}`).one())
  }

  /** Everything in which the shelf, the lists or the outbox disagree with the posts. */
  async inspect(): Promise<string[]> {
    const wrong = AUDITS.flatMap(([message, query]) =>
      storage.sql
        .exec<{ what: string }>(query)
        .toArray()
        .map(({ what }) => `${message}: ${what}`),
    )
    for (const { key, ver } of storage.sql
      .exec<{ key: string; ver: number }>('SELECT key, ver FROM shelf')
      .toArray()) {
      const kept = await this.env.POSTS.getWithMetadata<{ ver: number }>(key, 'arrayBuffer')
      const want = await this.document(key)
      if (!kept.value || !want || !same(new Uint8Array(kept.value), want)) {
        wrong.push(`KV differs from the ledger: ${key}`)
      } else if (kept.metadata?.ver !== ver) wrong.push(`KV has another version: ${key}`)
    }
    return wrong
  }
}

const ENTRIES = `WITH placed AS (SELECT list, value ->> 'slug' AS slug FROM list_pages, json_each(entries))`

/** Each query finds nothing when all is well. */
const AUDITS: [message: string, query: string][] = [
  ['still to be put', 'SELECT key AS what FROM shelf WHERE put < ver'],
  [
    'published and in no list',
    `${ENTRIES} SELECT slug AS what FROM posts WHERE status = 'published' AND kind = 'post'
     AND slug NOT IN (SELECT slug FROM placed WHERE list = 'all')`,
  ],
  [
    'listed and not published',
    `${ENTRIES} SELECT list || ' ' || slug AS what FROM placed
     WHERE slug NOT IN (SELECT slug FROM posts WHERE status = 'published')`,
  ],
  [
    'a list of another length',
    `${ENTRIES} SELECT list AS what FROM lists WHERE list NOT LIKE 'year:%'
     AND size <> (SELECT count(*) FROM placed WHERE placed.list = lists.list)`,
  ],
  [
    'found by nobody, or by all though removed',
    `SELECT slug AS what FROM posts WHERE (status = 'published') <> (slug IN (SELECT slug FROM indexed))`,
  ],
  [
    'a revision too many or too few',
    `SELECT slug AS what FROM posts
     WHERE revision <> (SELECT count(*) FROM revisions WHERE revisions.slug = posts.slug)`,
  ],
  [
    'shown and not known',
    'SELECT key AS what FROM uses WHERE key NOT IN (SELECT key FROM pictures)',
  ],
]

export default class Proven extends Deckle {
  override fetch(request: Request): Response | Promise<Response> {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/.prove/')) return super.fetch(request)
    return this.#obey(pathname.slice(8), request)
  }

  async #obey(command: string, request: Request): Promise<Response> {
    const ledger = this.env.LEDGER.getByName('ledger') as unknown as Ledger
    if (command === 'die') await Promise.resolve(ledger.die()).catch(() => null)
    if (command === 'inspect') return Response.json(await ledger.inspect())
    if (command === 'rows') return Response.json(await ledger.rows())
    if (command === 'sql') await ledger.run(await request.json())
    if (command === 'storage') {
      order = await request.json()
      tally = { calls: 0, struck: {}, alarms: 0 }
      state = order.chances?.seed ?? 0
      spent = 0
    }
    if (command === 'clock') {
      const { speed = clock.speed, leap = 0 } = await request.json<ClockOrder>()
      const now = Date.now()
      Object.assign(clock, { since: real.now(), speed })
      clock.leap = now + leap - clock.since
      await ledger.rearm()
      return Response.json(Date.now())
    }
    return Response.json(tally)
  }
}

function failing(ctx: DurableObjectState, { sql }: DurableObjectStorage): object {
  const meet = <Value>(kind: Kind, act: () => Value, fate = nextFate(kind)): Value => {
    if (fate === 'before') throw new Error('storage failed')
    if (fate === 'quota') throw new Error('storage failed: the rows of the day are used up')
    if (fate === 'death') ctx.abort('the object died at its storage')
    const value = act()
    if (fate !== 'after')
      return value
      // A statement left open would keep its transaction from ending.
    ;(value as { toArray?: () => unknown[] } | undefined)?.toArray?.()
    throw new Error('storage failed after all')
  }
  return {
    sql: {
      exec: (query: string, ...bindings: SqlStorageValue[]) =>
        meet(/^\s*(SELECT|WITH)/.test(query) ? 'read' : 'write', () =>
          sql.exec(query, ...bindings),
        ),
      get databaseSize() {
        return sql.databaseSize
      },
    },
    transactionSync: <Value>(change: () => Value) =>
      meet('write', () => storage.transactionSync(change)),
    async setAlarm(time: number) {
      const fate = nextFate('alarm')
      if (fate === 'delay' || fate === 'hang') {
        await new Promise((done) => real.setTimeout(done, draw() * DELAY))
      }
      if (fate === 'hang') ctx.abort('the object was reset, for its storage gave no answer')
      await meet(
        'alarm',
        () => {
          alarm = time
          return storage.setAlarm(Math.ceil(toReal(time)))
        },
        fate,
      )
    },
  }
}

/** Milliseconds of the world that setting an alarm may take. */
const DELAY = 200
/** So many writes are refused at most when the day's are used up. */
const QUOTA = 6
const FATES: Record<Kind, Fate[]> = {
  read: ['before', 'after', 'death'],
  write: ['before', 'after', 'death', 'quota'],
  alarm: ['before', 'after', 'death', 'quota', 'delay', 'hang'],
}

function nextFate(kind: Kind): Fate | null {
  const { nth, fate = 'before', of = kind, chances } = order
  if (of === kind) tally.calls++
  let met: Fate | null = of === kind && nth === tally.calls ? fate : null
  if (chances && draw() < chances.rate) {
    met = FATES[kind][Math.floor(draw() * FATES[kind].length)] ?? null
    if (met === 'quota') spent = Math.ceil(draw() * QUOTA)
  } else if (spent > 0 && kind !== 'read') {
    spent--
    met = 'quota'
  }
  if (met) tally.struck[met] = (tally.struck[met] ?? 0) + 1
  return met
}

/** Park and Miller's generator: from 0 to 1, the same for the same seed. */
function draw(): number {
  state = (((state % 2147483646) + 1) * 48271) % 2147483647
  return state / 2147483647
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])
