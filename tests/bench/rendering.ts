/** How fast sources are rendered, in this Node: against marked alone, which reads no front matter and sanitises nothing. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Marked } from 'marked'
import { renderPost } from '../../src/post/render-post.ts'
import { RESERVED } from '../../src/urls.ts'
import { line, show, summarise } from './figures.ts'
import { ownPost, seed } from './posts.ts'

const ROUNDS = 25
/** Rounds before those that count: the compiler goes on for a second of CPU, and its threads are measured too. */
const WARMING = 25
/** Milliseconds of CPU for one side of a round. */
const LONG_ENOUGH = 40

const root = join(import.meta.dirname, '../..')
const marked = new Marked()

export async function measureRendering(): Promise<void> {
  await measurePost('a long post rendered, warm', ownPost())
  const real = seed()
  if (real) await measurePost('the seed rendered, warm', real)
  else console.log('the seed is not at hand: it was not rendered')
  const folder = join(root, 'content')
  const posts = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const sources = posts.map((name) => plain(readFileSync(join(folder, name), 'utf8')))
  const { ratio } = await compare(sources)
  line('content/ against marked alone', show(ratio), 'highlighting off; math by marked stays TeX')
}

async function measurePost(what: string, source: string): Promise<void> {
  const { ours, theirs } = await compare([source])
  line(what, `${show(ours)} ms`, `marked alone ${show(theirs)}`)
}

/** Without the languages of its code, so that nothing is highlighted. */
const plain = (source: string): string => source.replace(/^(`{3,}|~{3,})[\w-]+/gm, '$1')

/** Milliseconds for all sources, ours and marked's, and marked's over ours. */
async function compare(sources: string[]) {
  const bytes = sources.map((source) => new TextEncoder().encode(source))
  const bodies = sources.map((source) => source.replace(/^---\n.*?\n---\n/s, ''))
  const options = { timezone: 'Asia/Shanghai', reserved: RESERVED, name: 'a-post.md' }
  const render = async () => {
    for (const each of bytes) await renderPost(each, options)
  }
  const parse = async () => {
    for (const body of bodies) marked.parse(body)
  }
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = -WARMING; round < ROUNDS; round++) {
    const [own, other] = [await time(render), await time(parse)]
    if (round < 0) continue // compiled meanwhile
    ours.push(own)
    theirs.push(other)
  }
  const ratio = summarise(ours.map((own, round) => (theirs[round] ?? 0) / own))
  return { ours: summarise(ours), theirs: summarise(theirs), ratio }
}

/** Milliseconds of CPU that an act takes on average. */
async function time(act: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  for (let times = 1; ; times++) {
    await act()
    const { user, system } = process.cpuUsage(before)
    const spent = (user + system) / 1000
    if (spent > LONG_ENOUGH) return spent / times
  }
}
