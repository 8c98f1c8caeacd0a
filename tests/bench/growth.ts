/** `npm run bench -- growth`: what each thing costs in a blog of ten posts, and in one of 100,000. */

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LedgerStatus } from '../../src/ledger/protocol.ts'
import { buildBundle } from '../build.ts'
import { manyPost, manyPosts, type Rows, SQL_ENTRY } from '../ledger/many-posts.ts'
import { cpuMicroseconds } from './cpu.ts'
import { summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import { plot } from './plot.ts'
import { openStage, type Stage, TOKEN } from './stage.ts'

const SIZES = (process.env.SIZES ?? '10,100,1000,10000,100000').split(',').map(Number)
const PLOT = '.wrangler/growth.svg'
const WRITES = 7
const READS = 300
/** Milliseconds: KV takes a key once a second, so a publish within one would put less. */
const SPACING = 1_150
/** A day of the free plan: KV writes, and rows of SQLite. */
const FREE = { puts: 1_000, read: 5_000_000, written: 100_000 }
const AUTHOR = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'text/markdown' }

/** CPU milliseconds, or what the name says. */
interface Sizes {
  posts: number
  publish: number
  edit: number
  home: number
  'deep page': number
  tag: number
  search: number
  /** Listing all posts, which is what a push does first, and alone where nothing changed. */
  'push of nothing': number
  'rebuild, s': number
  'rows a list page': number
  'rows a publish': string
  'KV puts': number
  /** How many of such publishes the free plan allows. */
  'publishes a day': number
  'object, MB': number
}

/** Prints a table, and plots it as an SVG: to the path behind the command, or below `.wrangler`. */
export async function measureGrowth(): Promise<void> {
  const bundle = await buildBundle()
  const stage = await openStage(bundle, { entry: SQL_ENTRY })
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
  const path = process.argv[3] ?? PLOT
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, plotCosts(table))
  console.log(`\nplotted in ${path}`)
}

async function measureAt(stage: Stage, posts: number): Promise<Sizes> {
  const rebuild = await rebuildAll(stage)
  const middle = Math.floor(posts / 2)
  const deep = Math.max(Math.floor(posts / 100), 1)
  const publish = await write(stage, (round) => ({ slug: `new-${round}`, source: fresh(round) }))
  const edit = await write(stage, (round) => {
    const { slug, source } = manyPost(middle)
    return { slug, source: `${source}\nOne more line, ${round} of them.\n` }
  })
  const page = await readRows(stage, `list:all:${deep}`)
  const { bytes } = await readRows(stage)
  return {
    posts,
    publish: publish.cost,
    edit: edit.cost,
    home: await read(stage, '/'),
    'deep page': await read(stage, deep > 1 ? `/page/${deep}` : '/archive'),
    tag: await read(stage, '/tags/tag-3'),
    search: await read(stage, `/search?q=${encodeURIComponent('毛边')}`, 30, 'blog'),
    'push of nothing': await list(stage),
    'rebuild, s': rebuild,
    'rows a list page': page.read,
    'rows a publish': `${publish.rows.read} read, ${publish.rows.written} written`,
    'KV puts': publish.puts,
    'publishes a day': Math.floor(
      Math.min(
        FREE.puts / publish.puts,
        FREE.read / publish.rows.read,
        FREE.written / publish.rows.written,
      ),
    ),
    'object, MB': round(bytes / 1e6),
  }
}

const fresh = (round: number) =>
  `---\ntitle: New ${round}\ntags: [tag-3]\ncategory: category-1\n---\n\nNew, 纸的毛边.\n`

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

async function readRows(stage: Stage, key?: string): Promise<Rows> {
  const query = key ? `?key=${encodeURIComponent(key)}` : ''
  return (await (await fetch(`${stage.url('blog')}/.sql${query}`)).json()) as Rows
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
  let [puts, rows] = [0, await readRows(stage)]
  for (let round = 0; round < WRITES; round++) {
    const { slug, source } = make(round)
    const url = `${stage.url('blog')}/api/posts/${slug}`
    await countPuts(stage)
    await readRows(stage)
    costs.push(
      await spend(stage, async () => {
        const body = new TextEncoder().encode(source)
        const answer = await fetch(url, { method: 'PUT', headers: AUTHOR, body })
        if (!answer.ok) throw new Error(await answer.text())
      }),
    )
    ;[puts, rows] = [await countPuts(stage), await readRows(stage)]
  }
  return { cost: round(summarise(costs).median), puts, rows }
}

async function read(stage: Stage, path: string, count = READS, from = 'blog-from-kv') {
  const shot: Shot = { url: stage.url(from) + path }
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

/** Gives the seconds until KV holds all of it, and waits until the ledger has looked that it does. */
async function rebuildAll(stage: Stage): Promise<number> {
  const start = performance.now()
  await fetch(`${stage.url('blog')}/api/rebuild`, { method: 'POST', headers: AUTHOR })
  let end = 0
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const answer = await fetch(`${stage.url('blog')}/api/status`, { headers: AUTHOR })
    const { pending, unverified } = (await answer.json()) as LedgerStatus
    if (pending.documents === 0) end ||= performance.now()
    if (end > 0 && unverified === 0) return round((end - start) / 1000)
  }
}

const round = (value: number): number => Number(value.toPrecision(3))

const LINES = ['publish', 'edit', 'home', 'deep page', 'tag', 'search', 'push of nothing'] as const

const plotCosts = (table: Sizes[]): string =>
  plot(
    { title: 'CPU of a request as a blog grows', x: 'posts', y: 'milliseconds' },
    LINES.map((name) => ({
      name,
      points: table.map((row): [number, number] => [row.posts, row[name]]),
    })),
  )
