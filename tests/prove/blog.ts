/** A blog for the proofs: its storage, KV and R2 fail on demand, its clock moves, and it can be held against its ledger. */

import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { expect } from 'vitest'
import { expectShelfEqualsLedger } from '../ledger/audit.ts'
import type { Statement } from '../ledger/many-posts.ts'
import { type BlogOptions, openBlog } from '../world.ts'
import { Journal } from './journal.ts'
import type { ClockOrder, StorageOrder, StorageTally } from './workers/protocol.ts'

/** What one pass of the clock is worth: KV's window and something over. */
const WINDOW = 70_000

/** Milliseconds of the world, on a busy machine. */
const PATIENCE = 60_000

export type ProvenBlog = Awaited<ReturnType<typeof openProvenBlog>>

const source = readFileSync(join(import.meta.dirname, 'workers/entry.ts'), 'utf8')
const entry = stripTypeScriptTypes(source).replace('../../../src/worker.ts', './worker.js')

/** Opens a blog whose time runs `speed` times as fast. With `forced` failures its Workers may speak of those. */
export async function openProvenBlog({
  speed = 1,
  forced = false,
  ...options
}: BlogOptions & { speed?: number; forced?: boolean } = {}) {
  const journal = new Journal({ forced })
  const blog = await openBlog({ log: journal.note, ...options, entry })

  const tell = async <Told>(command: string, order: object = {}): Promise<Told> => {
    const answer = await blog.fetch(`/.prove/${command}`, {
      method: 'POST',
      body: JSON.stringify(order),
    })
    if (!answer.ok) throw new Error(`${command}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Told
  }
  const status = async () => {
    const answer = await blog.api('/api/status')
    return (await answer.json()) as {
      pending: { documents: number }
      unverified: number
      overdue: number
    }
  }
  const until = async (what: string, test: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + PATIENCE
    while (!(await test())) {
      if (Date.now() > end) expect.fail(`${what}: not within a minute`)
      await new Promise((done) => setTimeout(done, 5))
    }
  }
  const proven = {
    ...blog,
    /** Moves the blog's clock; gives its time. */
    clock: (order: ClockOrder = {}) => tell<number>('clock', order),
    storage: (order: StorageOrder) => tell<StorageTally>('storage', order),
    storageCalls: () => tell<StorageTally>('tally'),
    die: () => tell('die'),
    /** Writes rows past the ledger's own ways. */
    sql: (statements: Statement[]) => tell('sql', statements),
    /** Has a fault met a call, be it of storage, KV or R2? */
    async hasStruck() {
      const { struck } = await proven.storageCalls()
      return Object.keys({ ...struck, ...(await blog.meter.struck()) }).length > 0
    },
    /** Waits until an alarm has come to its end, or a fault has struck. */
    alarmed: () =>
      until('an alarm', async () => {
        const { alarms } = await proven.storageCalls()
        return alarms > 0 || (await proven.hasStruck())
      }),
    /** The number of rows of all that a change writes, as one text. */
    rows: () => tell<string>('rows'),
    async close() {
      await blog.close()
      journal.expectNothingElse()
    },
    /** Ends all faults. */
    async heal() {
      const { setFaults, setChances } = blog.meter
      const none = setChances({ seed: 0, rate: 0, delay: 0 })
      await Promise.all([tell('storage', {}), setFaults([]), none])
    },
    /** Ends all faults, and waits until every document was put and seen to be there: time leaps to the next look. */
    async quiet() {
      await proven.heal()
      await until('every document was put and seen', async () => {
        const { pending, unverified, overdue } = await status()
        if (pending.documents + unverified > 0) await tell('clock', { leap: WINDOW })
        return pending.documents + unverified + overdue === 0
      })
    },
    /** Waits until whatever is due was published. */
    punctual: () => until('all that is due', async () => (await status()).overdue === 0),
    /** When quiet: the shelf is what the ledger would render, and every table agrees with the posts. */
    async inspect() {
      expect(await tell<string[]>('inspect')).toEqual([])
    },
    /** When quiet, the whole of it: as `inspect`, and lists, pages and pictures against what the API says. */
    async audit() {
      await proven.inspect()
      const posts = await expectShelfEqualsLedger(blog)
      const answer = await blog.api('/api/images?limit=500')
      const { images } = (await answer.json()) as { images: { key: string }[] }
      for (const { key } of images) {
        expect(await blog.bucket?.head(`images/${key}`), `picture ${key}`).toBeTruthy()
      }
      return posts
    },
  }
  if (speed !== 1) await proven.clock({ speed })
  return proven
}
