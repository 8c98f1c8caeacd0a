/** A blog whose every act is counted as a bill would count it. */

import type { Tally } from '../kv-meter/protocol.ts'
import { COUNTING, type Counted } from '../ledger/counted.ts'
import { openBlog } from '../world.ts'
import type { Costs } from './prices.ts'

export async function openCountedBlog() {
  const blog = await openBlog({ entry: COUNTING, without: ['LIMITER'], vars: { KV_WINDOW: '2' } })

  /** What it takes, up to the last look whether KV has it. */
  async function count(act: () => Promise<unknown>): Promise<Costs> {
    await rest()
    await blog.meter.reset()
    await act()
    const { requests, calls, read, written } = await rest()
    const [kv, r2] = [await blog.meter.read(), await blog.meter.readBucket()]
    return {
      ...{ requests, calls, rowsRead: read, rowsWritten: written },
      ...{ kvReads: sum(kv.get), kvWrites: sum(kv.put) + sum(kv.delete) + sum(kv.list) },
      ...{ r2Reads: sum(r2.get), r2Writes: sum(r2.put) + sum(r2.list) },
    }
  }

  async function rest(): Promise<Counted> {
    const answer = await blog.fetch('/.sql?rest')
    return (await answer.json()) as Counted
  }

  return { blog, count }
}

const sum = (tally: Tally[keyof Tally]): number =>
  Object.values(tally).reduce((total, times) => total + times, 0)
