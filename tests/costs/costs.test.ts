/** What each thing costs, counted, and that the pages about it say so. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFiles, writeFiles } from '../bench/folder.ts'
import { picture } from '../bench/posts.ts'
import { buildCommand } from '../cli/deckle.ts'
import { read } from '../house/rooms.ts'
import { openCountedBlog } from './count.ts'
import { type Costs, monthly, timesADay } from './prices.ts'

const POSTS = 1_000
const VIEWS = 1_000_000
/** Milliseconds after which an answer is no longer given from memory unseen. */
const FRESH = 1_100

const source = (text: string) =>
  `---\ntitle: A walk by the river\ntags: [walks]\ncategory: Notes\ndate: 2026-11-20\n---\n\n${text}\n`

/** What is counted, as the page calls it in English and in Chinese. */
const ACTS = {
  cached: ['A page, from Cloudflare’s cache', '一页，取自 Cloudflare 的缓存'],
  remembered: ['A page, from an isolate’s memory', '一页，取自 isolate 的内存'],
  post: ['A post, from KV', '一篇文章，取自 KV'],
  list: ['A page of a tag, from KV', '一页标签列表，取自 KV'],
  image: ['A picture', '一张图片'],
  search: ['A search', '一次搜索'],
  feed: ['A poll of the feed, the first in an isolate', '订阅源被取一次，isolate 里的第一次'],
  polled: ['The polls that follow', '此后每次'],
  publish: ['A new post', '发布一篇新文章'],
  illustrated: ['A new post with a picture', '发布一篇带图的新文章'],
  edit: ['An edit', '修改一篇'],
  imported: ['1,000 posts moved in', '搬入 1,000 篇'],
  again: ['The same pushed again', '原样再推一遍'],
} satisfies Record<string, [string, string]>

type Act = keyof typeof ACTS

const NOTHING: Costs = {
  ...{ requests: 0, calls: 0, rowsRead: 0, rowsWritten: 0 },
  ...{ kvReads: 0, kvWrites: 0, r2Reads: 0, r2Writes: 0 },
}

const costs = {
  // Cloudflare bills the request all the same, and nothing else: the Worker does not run.
  cached: { ...NOTHING, requests: 1 },
} as Record<Act, Costs>

let close = async () => {}

beforeAll(async () => {
  const { blog, count } = await openCountedBlog()
  const folder = await mkdtemp(join(tmpdir(), 'deckle-costs-'))
  const command = buildCommand()
  close = async () => {
    await blog.close()
    command.remove()
    await rm(folder, { recursive: true, force: true })
  }
  await writeFiles(folder, makeFiles(POSTS, { pictures: false }))
  const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' }
  const push = async () => {
    const { code, err } = await command.run(['push', folder, '--json'], { cwd: folder, env })
    expect(code, err).toBe(0)
  }
  const get = async (path: string) => {
    const answer = await blog.fetch(path)
    await answer.arrayBuffer()
    expect(answer.status).toBe(200)
  }
  const ask = (path: string) => count(() => get(path))

  costs.imported = await count(push)
  // A list that changes while posts come in is put again, at most once a second: in a slow run more often.
  const documents = Object.keys((await blog.meter.read()).put).length
  expect(costs.imported.kvWrites).toBeLessThan(2 * documents)
  costs.imported = { ...costs.imported, kvWrites: documents, kvReads: documents }
  costs.again = await count(push)
  costs.publish = await count(() => blog.push('walk.md', source('By the river.')))
  costs.edit = await count(() => blog.push('walk.md', source('By the other river.')))
  const images = { 'river.png': picture(96) }
  let image = ''
  costs.illustrated = await count(async () => {
    const answer = await blog.push('bank.md', source('![The bank](river.png)'), images)
    image = ((await answer.json()) as { images: { url: string }[] }).images[0]?.url ?? ''
  })
  costs.image = await ask(new URL(image, blog.url).pathname)
  costs.post = await ask('/posts/walk')
  costs.list = await ask('/tags/t3')
  costs.search = await ask(`/search?q=${encodeURIComponent('茶歇')}`)
  costs.feed = await ask('/feed.xml')
  await new Promise((done) => setTimeout(done, FRESH))
  costs.polled = await ask('/feed.xml')
  costs.remembered = await countRemembered(count, () => get('/posts/walk'))
}, 600_000)

afterAll(() => close())

/** What a view takes that comes within a second of another: the least of some, should this machine be slow. */
async function countRemembered(
  count: (act: () => Promise<unknown>) => Promise<Costs>,
  view: () => Promise<void>,
): Promise<Costs> {
  const counts: Costs[] = []
  for (let tries = 0; tries < 5; tries++) {
    await view()
    counts.push(await count(view))
  }
  return mapCosts((name) => Math.min(...counts.map((each) => each[name])))
}

const mapCosts = (make: (name: keyof Costs) => number): Costs =>
  Object.fromEntries(Object.keys(NOTHING).map((name) => [name, make(name as keyof Costs)])) as Costs

/** The columns of the table. What many posts take of requests, calls and rows is more or less as the machine is fast. */
const COLUMNS = ['requests', 'kvReads', 'kvWrites', 'calls', 'rowsRead', 'rowsWritten'] as const
const TIMED: readonly string[] = ['requests', 'calls', 'rowsRead', 'rowsWritten']
const NEAR = 0.25

describe.each([
  ['content/2026-11-27-costs.md', 0, 'en'],
  ['content/2026-11-27-花费.md', 1, 'zh'],
] as const)('%s', (path, language, locale) => {
  it('says what each thing takes, and how often a day the free plan has it', () => {
    const told = rowsOf(path, 9)
    const row = (act: Act, at: number): string => {
      const cells = told[at]?.split(' | ').map((cell) => Number(cell.replaceAll(',', ''))) ?? []
      const shown = { ...costs[act] }
      for (const [n, name] of COLUMNS.entries()) {
        const said = cells[n + 1] ?? Number.NaN
        const near = Math.abs(said - shown[name]) <= NEAR * shown[name]
        if (near && TIMED.includes(name)) shown[name] = said
      }
      const counts = COLUMNS.map((name) => shown[name])
      const numbers = [...counts, shown.r2Reads + shown.r2Writes, timesADay(shown)]
      return `| ${[ACTS[act][language], ...numbers.map((each) => each.toLocaleString(locale))].join(' | ')} |`
    }
    expect(told).toEqual((Object.keys(ACTS) as Act[]).map(row))
  })

  it('says what a million views a day cost', () => {
    const { cached, post, image } = costs
    const illustrated = mapCosts((name) => post[name] + image[name])
    const dollars = [cached, post, illustrated].map((each) => `$${monthly(each, VIEWS).toFixed(2)}`)
    expect(rowsOf(path, 2).map((row) => row.split(' | ')[1])).toEqual(
      dollars.map((each) => `${each} |`),
    )
  })
})

/** The rows of the table with so many columns, without its head. */
const rowsOf = (path: string, columns: number): string[] =>
  read(path)
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.split(' | ').length === columns)
    .slice(1)
