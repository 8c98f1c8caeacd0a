/** `npm run bench -- search`: what a search costs among 100,000 posts, and whether it finds what LIKE finds. */

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { runWrangler } from '../build.ts'
import { readWranglerToml } from '../wrangler-toml.ts'
import { cpuMicroseconds, findWorkerd, pin } from './cpu.ts'
import { line, show, summarise } from './figures.ts'

const POSTS = Number(process.env.POSTS ?? 100_000)
/** Characters of a post's text, on average. */
const LENGTH = 600
const AT_ONCE = 500
const ROUNDS = 40
const RUNS = 9

/** What is asked, and what is particular about it. */
const QUERIES: [string, string][] = [
  ['的', 'one character, in most posts'],
  ['数据', 'a frequent word of two'],
  ['茶歇', 'a rarer one'],
  ['的一是', 'three frequent ones, seldom together'],
  ['今天数据', 'two words that touch'],
  ['印刷 排版', 'two words anywhere'],
  ['t', 'one letter'],
  ['java', 'the beginning of frequent words'],
  ['typescriptinternational', 'a long word'],
  ['node.js', 'with a sign inside'],
  ['.js', 'a sign first: texts are looked at'],
  ['龘龘', 'nowhere'],
]

export async function measureSearch(): Promise<void> {
  const disk = await mkdtemp(join(tmpdir(), 'deckle-search-'))
  const { compatibility_date: compatibilityDate, vars } = readWranglerToml()
  const entry = 'tests/bench/workers/search.ts'
  await runWrangler('deploy', entry, '--dry-run', '--outdir', disk)
  const contents = readFileSync(join(disk, 'search.js'), 'utf8')
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'search',
          modules: [{ type: 'ESModule', path: 'search.js', contents }],
          compatibilityDate,
          bindings: vars,
          durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } },
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
      resourcePersistencePath: disk,
      cf: false,
      telemetry: { enabled: false },
    }),
  )
  try {
    await miniflare.ready
    const { origin } = await miniflare.unsafeGetDirectURL('search')
    const ask = async <T>(path: string, query: Record<string, string | number>): Promise<T> => {
      const asked = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))
      const answer = await fetch(`${origin}${path}?${asked}`)
      if (!answer.ok) throw new Error(await answer.text())
      return (await answer.json()) as T
    }
    await fillAndMeasure(ask)
  } finally {
    await miniflare.dispose()
    await rm(disk, { recursive: true, force: true })
  }
}

type Ask = <T>(path: string, query: Record<string, string | number>) => Promise<T>

async function fillAndMeasure(ask: Ask): Promise<void> {
  const pid = findWorkerd()
  pin(pid, 0)
  const start = performance.now()
  let bytes = 0
  for (let from = 0; from < POSTS; from += AT_ONCE) {
    const fill = { from, posts: AT_ONCE, of: POSTS, length: LENGTH }
    bytes = (await ask<{ bytes: number }>('/fill', fill)).bytes
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  line(`${POSTS} posts committed`, `${seconds} s`, `${(bytes / 1e6).toFixed(0)} MB in the object`)

  for (const [query, what] of QUERIES) {
    const spend = async (rounds: number): Promise<number> => {
      const before = cpuMicroseconds(pid)
      await ask('/search', { q: query, page: 1, rounds })
      return cpuMicroseconds(pid) - before
    }
    await spend(3)
    const costs: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const bare = await spend(0)
      costs.push(((await spend(ROUNDS)) - bare) / ROUNDS / 1000)
    }
    const { found, like } = await ask<{ found: number; like: number }>('/count', { q: query })
    // LIKE finds the middles of words, too, and terms only side by side.
    const compare = /^\p{sc=Han}+$/u.test(query) ? `, LIKE ${like}` : ''
    line(`search: ${query}`, `${show(summarise(costs))} ms`, `${what}; ${found} hits${compare}`)
  }
}
