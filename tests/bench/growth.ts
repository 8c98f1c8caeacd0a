/** `npm run bench -- growth`: what each thing costs in a blog of ten posts, and in one of 100,000. */

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LedgerStatus } from '../../src/ledger/protocol.ts'
import { PAGE_SIZE } from '../../src/shelf/documents.ts'
import { keys } from '../../src/shelf/keys.ts'
import { buildBundle } from '../build.ts'
import { COUNTING, type Counted } from '../ledger/counted.ts'
import { manyPost, manyPosts } from '../ledger/many-posts.ts'
import { cpuMicroseconds } from './cpu.ts'
import { line, summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import { drawPng, plot } from './plot.ts'
import { openStage, type Stage, TOKEN } from './stage.ts'

const SIZES = (process.env.SIZES ?? '10,100,1000,10000,100000').split(',').map(Number)
const PLOT = '.wrangler/growth.svg'
const WRITES = 7
const READS = 300
/** Milliseconds: KV takes a key once a second, so a publish within one would put less. */
const SPACING = 1_150
/** Seconds after which the rate of what takes long is known. */
const LONG = 60
const AUTHOR = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'text/markdown' }

/** What is to cost the same in a large blog as in a small one: CPU milliseconds. */
const FLAT = ['publish', 'edit', 'home', 'deep page', 'tag', 'search'] as const

interface Sizes extends Record<(typeof FLAT)[number], number> {
  posts: number
  /** CPU milliseconds of listing all posts, which is what a push does first, and alone where nothing changed. */
  'push of nothing': number
  /** Documents, and megabytes, a second. */
  'rebuild, /s': number
  'export, MB/s': number
  'rows a list page': number
  'rows a publish': string
  'KV puts': number
  'object, MB': number
}

/** Prints a table, and plots it: as an SVG or PNG to the path behind the command, or below `.wrangler`. */
export async function measureGrowth(): Promise<void> {
  const bundle = await buildBundle()
  const stage = await openStage(bundle, { entry: COUNTING })
  const table: Sizes[] = []
  try {
    for (const posts of SIZES) {
      await runSql(stage, EMPTY)
      for (const statements of manyPosts(0, posts)) await runSql(stage, statements)
      table.push(await measureAt(stage, posts))
      console.log(JSON.stringify(table.at(-1)))
    }
  } finally {
    await stage.close()
    await rm(bundle, { recursive: true, force: true })
  }
  console.table(Object.fromEntries(table.map(({ posts, ...costs }) => [posts, costs])))
  const [first, last] = [table.find(({ posts }) => posts >= 100), table.at(-1)]
  for (const name of first && last ? FLAT : []) {
    const times = ((last?.[name] ?? 0) / (first?.[name] ?? 1)).toFixed(2)
    line(name, `× ${times}`, `at ${last?.posts} posts, over ${first?.posts}`)
  }
  await savePlot(process.argv[3] ?? PLOT, plotCosts(table))
}

async function measureAt(stage: Stage, posts: number): Promise<Sizes> {
  const middle = Math.floor(posts / 2)
  const deep = Math.max(Math.floor(posts / PAGE_SIZE / 2), 1)
  await putAgain(stage, [keys.list('all', deep), keys.list('tag:tag-1', 1)])
  const publish = await write(stage, (round) => ({ slug: `new-${round}`, source: fresh(round) }))
  const edit = await write(stage, (round) => {
    const { slug, source } = manyPost(middle)
    return { slug, source: `${source}\nOne more line, ${round} of them.\n` }
  })
  const { read: rows } = await countRows(stage, keys.list('all', deep))
  const { bytes } = await countRows(stage)
  return {
    posts,
    publish: publish.cost,
    edit: edit.cost,
    home: await read(stage, '/'),
    'deep page': await read(stage, `/page/${deep}`),
    tag: await read(stage, '/tags/tag-1/1'),
    search: await read(stage, `/search?q=${encodeURIComponent('毛边')}`),
    'push of nothing': await list(stage),
    'export, MB/s': await exportAll(stage),
    'rebuild, /s': await rebuildAll(stage),
    'rows a list page': rows,
    'rows a publish': `${publish.rows.read} read, ${publish.rows.written} written`,
    'KV puts': publish.puts,
    'object, MB': round(bytes / 1e6),
  }
}

const fresh = (round: number) =>
  `---\ntitle: New ${round}\ntags: [tag-1]\ncategory: category-1\n---\n\nNew, 纸的毛边.\n`

const TABLES = 'posts articles revisions indexed related list_pages lists shelf log'.split(' ')

const EMPTY = [
  ...TABLES.map((table) => [`DELETE FROM ${table}`]),
  [`INSERT INTO search (search) VALUES ('delete-all')`],
]

async function runSql(stage: Stage, statements: unknown[]): Promise<void> {
  const body = JSON.stringify(statements)
  const answer = await fetch(`${stage.url('blog')}/.sql`, { method: 'POST', body })
  if (!answer.ok) throw new Error(await answer.text())
}

async function countRows(stage: Stage, key?: string): Promise<Counted> {
  const query = key ? `?key=${encodeURIComponent(key)}` : ''
  return (await (await fetch(`${stage.url('blog')}/.sql${query}`)).json()) as Counted
}

/** Documents as if the posts had been published: with the next publish they are put to KV. */
async function putAgain(stage: Stage, list: string[]): Promise<void> {
  const query = 'UPDATE shelf SET put = 0, due = 1 WHERE key = ?'
  await runSql(
    stage,
    list.map((key) => [query, key]),
  )
}

async function countPuts(stage: Stage): Promise<number> {
  return ((await (await fetch(`${stage.url('kv')}/`)).json()) as unknown[]).length
}

/** CPU milliseconds of `act`, of everything that it sets off until `SPACING` later. */
async function spend(stage: Stage, act: () => Promise<void>): Promise<number> {
  await rest()
  const before = cpuMicroseconds(stage.pid)
  await act()
  await rest()
  return (cpuMicroseconds(stage.pid) - before) / 1000
}

const rest = () => new Promise((resolve) => setTimeout(resolve, SPACING))

async function write(stage: Stage, make: (round: number) => { slug: string; source: string }) {
  const costs: number[] = []
  let [puts, rows] = [0, await countRows(stage)]
  for (let round = 0; round < WRITES; round++) {
    const { slug, source } = make(round)
    const url = `${stage.url('blog')}/api/posts/${slug}`
    await countPuts(stage)
    await countRows(stage)
    costs.push(
      await spend(stage, async () => {
        const body = new TextEncoder().encode(source)
        const answer = await fetch(url, { method: 'PUT', headers: AUTHOR, body })
        if (!answer.ok) throw new Error(await answer.text())
      }),
    )
    ;[puts, rows] = [await countPuts(stage), await countRows(stage)]
  }
  return { cost: round(summarise(costs).median), puts, rows }
}

/** From KV, or the ledger, and never from what an isolate remembers. */
async function read(stage: Stage, path: string, count = READS) {
  const shot: Shot = { url: stage.url('blog-from-kv') + path }
  await fire(count, () => shot, 200, 8)
  const before = cpuMicroseconds(stage.pid)
  await fire(count, () => shot, 200, 8)
  return round((cpuMicroseconds(stage.pid) - before) / 1000 / count)
}

async function list(stage: Stage): Promise<number> {
  const before = cpuMicroseconds(stage.pid)
  let next: string | null = '/api/posts?limit=500'
  while (next) {
    const { pathname, search } = new URL(next, stage.url('blog'))
    const answer = await fetch(stage.url('blog') + pathname + search, { headers: AUTHOR })
    next = ((await answer.json()) as { next: string | null }).next
  }
  return round((cpuMicroseconds(stage.pid) - before) / 1000)
}

/** Gives how many documents a second come to KV, over a minute at most. */
async function rebuildAll(stage: Stage): Promise<number> {
  const start = performance.now()
  const answer = await fetch(`${stage.url('blog')}/api/rebuild`, {
    method: 'POST',
    headers: AUTHOR,
  })
  const { documents } = (await answer.json()) as { documents: number }
  for (;;) {
    // The counts of its answer read every post, which the rebuild would pay for.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const { pending } = await readStatus(stage)
    const seconds = (performance.now() - start) / 1000
    const left = pending.documents
    if (seconds > LONG || left === 0) return round((documents - left) / seconds)
  }
}

/** Gives MB a second, over a minute at most. */
async function exportAll(stage: Stage): Promise<number> {
  const start = performance.now()
  const answer = await fetch(`${stage.url('blog')}/api/export`, { headers: AUTHOR })
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length
    if (performance.now() - start > LONG * 1_000) break
  }
  return round(bytes / 1e3 / (performance.now() - start))
}

async function readStatus(stage: Stage): Promise<LedgerStatus> {
  const answer = await fetch(`${stage.url('blog')}/api/status`, { headers: AUTHOR })
  return (await answer.json()) as LedgerStatus
}

const round = (value: number): number => Number(value.toPrecision(3))

const plotCosts = (table: Sizes[]): string =>
  plot(
    { title: 'CPU of a request as a blog grows', x: 'posts', y: 'milliseconds' },
    FLAT.map((name) => ({
      name,
      points: table.map((row): [number, number] => [row.posts, row[name]]),
    })),
  )

async function savePlot(path: string, svg: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  if (path.endsWith('.png')) await drawPng(path, svg)
  else await writeFile(path, svg)
  console.log(`\nplotted in ${path}`)
}
