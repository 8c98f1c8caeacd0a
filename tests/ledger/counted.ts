/** A module in front of the Worker, which counts what a bill would: requests, and what the ledger asks of SQLite. */

/** What was asked for since the last time, and how large the object is. */
export interface Counted {
  /** Of the Worker. */
  requests: number
  /** Of the ledger: calls and alarms. */
  calls: number
  /** Rows of SQLite; an alarm that is set counts as one written. */
  read: number
  written: number
  bytes: number
}

/**
 * `POST /.sql` runs statements in one transaction, `GET` gives `Counted` and counts anew; `?key=` makes that document
 * of the shelf first, `?rest` waits until there is none to put or to look at.
 */
export const COUNTING = `
import Deckle, { Ledger as Built } from './worker.js'

let [requests, calls, alarms] = [0, 0, 0]

export class Ledger extends Built {
  constructor(ctx, env) {
    const { storage } = ctx
    const cursors = []
    const exec = (...query) => {
      const cursor = storage.sql.exec(...query)
      cursors.push(cursor)
      return cursor
    }
    const sql = { exec, get databaseSize() { return storage.sql.databaseSize } }
    const get = (_, name) => {
      if (name === 'sql') return sql
      if (name === 'setAlarm') alarms++
      const own = storage[name]
      return typeof own === 'function' ? own.bind(storage) : own
    }
    Object.defineProperty(ctx, 'storage', { value: new Proxy(storage, { get }) })
    super(ctx, env)
    this.cursors = cursors
    this.storage = storage
  }

  run(statements) {
    this.storage.transactionSync(() => {
      for (const [query, ...bindings] of statements) this.storage.sql.exec(query, ...bindings)
    })
  }

  atRest() {
    const { left } = this.storage.sql.exec('SELECT count(*) AS left FROM shelf WHERE due IS NOT NULL').one()
    return left === 0
  }

  async count(key) {
    if (key) {
      this.cursors.length = 0
      await super.document(key)
    }
    const since = this.cursors.splice(0)
    const sum = (name) => since.reduce((total, cursor) => total + cursor[name], 0)
    const counted = { requests, calls, read: sum('rowsRead'), written: sum('rowsWritten') + alarms }
    requests = calls = alarms = 0
    return { ...counted, bytes: this.storage.sql.databaseSize }
  }
}

for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(Built.prototype))) {
  if (name === 'constructor') continue
  const act = value ?? get
  const counting = function (...args) {
    calls++
    return act.apply(this, args)
  }
  Object.defineProperty(Ledger.prototype, name, value ? { value: counting } : { get: counting })
}

export default class extends Deckle {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/.sql') {
      requests++
      return super.fetch(request)
    }
    const ledger = this.env.LEDGER.getByName('ledger')
    if (request.method === 'POST') {
      await ledger.run(await request.json())
      return new Response(null, { status: 204 })
    }
    while (searchParams.has('rest') && !(await ledger.atRest())) await scheduler.wait(20)
    return Response.json(await ledger.count(searchParams.get('key')))
  }
}
`
