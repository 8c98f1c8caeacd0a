/** Every call of every change fails once, before its effect, after it, and by death: the change still goes through, once. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { figure, long } from './figures.ts'
import { expectDone, expectShown, importPost, type Operation, operations } from './operations.ts'

/** The short form lets so many storage calls pass between two that fail. */
const STRIDE = long ? 1 : 29
/** And it leaves what else may befall a call of KV or R2 to the long one. */
const SHORT = ['storage fails: after', 'storage fails: death', 'kv fails after', 'r2 fails after']

let blog: ProvenBlog
/** How often each change was made, each time with another call that failed. */
const runs: Record<string, number> = {}
beforeAll(async () => {
  blog = await openProvenBlog({ forced: true, without: ['LIMITER'] })
  expect((await importPost(blog, 'begun')).status).toBe(200)
})
afterAll(async () => {
  await blog.audit()
  await blog.close()
  const told = Object.entries(runs).map(([name, n]) => `${name} ${n}`)
  const how = long ? 'each call' : `every ${STRIDE}th of storage`
  figure('n-th call', `${how}: ${told.join(', ')}`, '0 lost, 0 doubled')
})

type Arm = (n: number) => Promise<unknown>

const stores: Record<string, { arm: Arm; stride: number }> = {}
for (const fate of ['before', 'after', 'death'] as const) {
  const arm = (nth: number) => blog.storage({ nth, fate })
  stores[`storage fails: ${fate}`] = { arm, stride: STRIDE }
}
for (const store of ['kv', 'r2'] as const) {
  for (const [name, fault] of Object.entries({
    'fails before': { status: 503 },
    'fails after': { status: 503, after: true },
    'is over its quota': { status: 429 },
    'ends in death': { kill: true },
    'ends in death after': { kill: true, after: true },
  })) {
    const arm = (nth: number) =>
      blog.meter.setFaults([{ op: '*', key: '', store, skip: nth - 1, times: 1, ...fault }])
    stores[`${store} ${name}`] = { arm, stride: 1 }
  }
}

/** Gives whether the n-th call was reached. */
async function run(
  operation: Operation,
  slug: string,
  arm: () => Promise<unknown>,
): Promise<boolean> {
  if (operation.prepare) {
    await operation.prepare(blog, slug)
    if (!operation.unsettled) await blog.quiet()
  }
  await arm()
  const first = await operation.act(blog, slug).catch(() => null)
  const reached = await blog.hasStruck()
  await blog.heal()
  if (!first?.ok) {
    // Nobody asks again: what was stored is shown all the same.
    await blog.quiet()
    await expectShown(blog, slug)
  }
  for (let tries = 0, ok = first?.ok; !ok; tries++) {
    const answer = await operation.act(blog, slug).catch(() => null)
    ok = answer?.ok
    if (tries === 5) expect.fail(`${slug}: ${answer?.status} ${await answer?.text()}`)
  }
  await blog.quiet()
  await expectDone(blog, slug, operation)
  return reached
}

describe.each(Object.entries(operations))('%s', (name, operation) => {
  const asked = Object.entries(stores).filter(([how]) => {
    if (how.startsWith('r2') && !operation.pictured) return false
    return long || (SHORT.includes(how) && !(operation.alarmed && how.includes('death')))
  })

  test.each(asked)(
    'when a call to %s',
    async (how, { arm, stride }) => {
      const slug = `${name} ${how}`.replaceAll(/[^a-z0-9]+/g, '-')
      let n = 1
      while (await run(operation, `${slug}-${n}`, () => arm(n))) {
        n += stride
        runs[name] = (runs[name] ?? 0) + 1
      }
      await blog.inspect()
    },
    1_200_000,
  )
})

test('a publish whose object dies before it wrote the shelf is there soon, though nobody asks', async () => {
  const key = keys.post('left-alone')
  await blog.meter.setFaults([{ op: 'put', key, times: 1, kill: true }])
  await blog.push('left-alone.md', '# Left alone').catch(() => null)
  await expect
    .poll(() => blog.kv.get(key), { timeout: 30_000, interval: 100 })
    .toContain('left-alone')
})

test('an import whose alarm could not be set is there soon, though nobody asks', async () => {
  await blog.storage({ of: 'alarm', nth: 1 })
  await importPost(blog, 'unset')
  expect(await blog.hasStruck()).toBe(true)
  await expect
    .poll(() => blog.kv.get(keys.post('unset')), { timeout: 30_000, interval: 100 })
    .toContain('unset')
})
