/** Requests gone wrong by chance: never a 5xx, nothing logged, and nothing stored unless the answer says so. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shared, sharedJson } from '../shared.ts'
import { residentBytes } from '../workerd.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { figure, long, seed } from './figures.ts'
import { makeInput, OWN, type Stuff } from './inputs.ts'

const CASES = long ? 20_000 : 400
/** One of them alone: `DECKLE_CASE=17`. */
const ONLY = process.env.DECKLE_CASE
const MIB = 1024 * 1024

let blog: ProvenBlog
beforeAll(async () => {
  blog = await openProvenBlog()
  await blog.push('fuzz-1.md', '# One')
  await blog.push('fuzz-1.md', '# Two')
})
afterAll(() => blog.close())

function readStuff(): Stuff {
  const naughty = sharedJson<{ strings: string[] }>('suites/naughty-strings.json')
  const names = sharedJson<Record<string, unknown>>('suites/names-and-headers.json') ?? {}
  const lists = Object.values(names).filter((each) => Array.isArray(each)) as string[][]
  const directory = shared('suites/images/pngsuite')
  const pictures = directory
    ? readdirSync(directory).map((name) => new Uint8Array(readFileSync(join(directory, name))))
    : []
  return {
    strings: [...OWN.strings, ...(naughty?.strings ?? []), ...lists.flat()],
    pictures: [
      ...OWN.pictures,
      ...pictures,
      readFileSync(join(import.meta.dirname, '../../content/pycon-hall.jpg')),
    ],
  }
}

test(`${CASES} requests: no 5xx, nothing logged, nothing stored unless it is said`, async () => {
  const stuff = readStuff()
  const wrong: string[] = []
  const counts: Record<string, number> = {}
  let rows = await blog.rows()
  const before = residentBytes()
  let most = 0
  for (let i = Number(ONLY ?? 0); i < (ONLY ? Number(ONLY) + 1 : CASES); i++) {
    const { path, body, ...init } = makeInput(seed + i, stuff)
    const sent = { ...init, ...(init.method === 'GET' ? {} : { body }) }
    const answer = await blog.api(path, sent)
    const text = await answer.text()
    counts[answer.status] = (counts[answer.status] ?? 0) + 1
    if (answer.status >= 500) wrong.push(`case ${i}: ${answer.status} for ${path}: ${text}`)
    if (answer.status >= 400 && path.startsWith('/api/')) {
      const { detail, errors } = JSON.parse(text) as { detail: string; errors: unknown[] }
      if (!detail || !errors) wrong.push(`case ${i}: a ${answer.status} that says nothing`)
    }
    const now = await blog.rows()
    if (!(answer.ok && init.method !== 'GET') && now !== rows) {
      wrong.push(`case ${i}: ${answer.status}, but rows went from ${rows} to ${now}`)
    }
    rows = now
    if (i % 100 === 0) most = Math.max(most, residentBytes())
  }
  expect(wrong).toEqual([])
  expect(most).toBeLessThan(before + 600 * MIB)
  const kinds = Object.entries(counts).map(([status, n]) => `${n} × ${status}`)
  figure(
    'fuzz',
    `${CASES} requests: ${kinds.join(', ')}`,
    '0 × 5xx, nothing stored unsaid',
    `${Math.round(most / MIB)} MiB`,
    `seed ${seed}`,
  )
}, 3_600_000)

test('the blog is whole after it', async () => {
  await blog.quiet()
  await blog.audit()
}, 300_000)
