/** What a publish costs once everything is warm, and how soon it answers. */

import { cpuMicroseconds } from './cpu.ts'
import { line, show, summarise } from './figures.ts'
import { fire } from './load.ts'
import { longPost } from './posts.ts'
import { type Stage, TOKEN } from './stage.ts'

const ROUNDS = 8
/** Publishes before that, until what they run is compiled, and the posts they go to. */
const WARM = 500
const POSTS = 25
/** Milliseconds after which nothing of a publish is left to do but the verify pass, and the index that comes with it. */
const SETTLED = 1_300

/** Replaces the long post again and again, with the bare Worker doing the same puts in between. */
export async function measurePublish(stage: Stage): Promise<void> {
  const ours: number[] = []
  const theirs: number[] = []
  const answered: number[] = []
  const indexed: number[] = []
  const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLED))
  const spend = async (shoot: () => Promise<void>): Promise<number> => {
    await settle()
    const before = cpuMicroseconds(stage.pid)
    await shoot()
    await settle()
    return cpuMicroseconds(stage.pid) - before
  }
  const readPuts = async (): Promise<[string, number][]> =>
    (await (await fetch(`${stage.url('kv')}/`)).json()) as [string, number][]

  await warmUp(stage)
  for (let round = 0; round < ROUNDS + 2; round++) {
    const body = new TextEncoder().encode(`${longPost()}\nRound ${round}.\n`)
    await readPuts()
    const publish = await spend(async () => {
      const start = performance.now()
      const url = `${stage.url('blog')}/api/posts/long`
      const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'text/markdown' }
      await fire(1, () => ({ url, method: 'PUT', headers, body }), 200, 1)
      answered.push(performance.now() - start)
    })
    const puts = JSON.stringify(await readPuts())
    const search = { url: `${stage.url('blog')}/search?q=round+${round}` }
    const indexing = await spend(() => fire(1, () => search, 200, 1))
    const url = `${stage.url('bare-publish')}/long`
    const bare = await spend(() =>
      fire(1, () => ({ url, method: 'PUT', headers: { 'X-Puts': puts }, body }), 200, 1),
    )
    if (round < 2) continue // caches warm up
    ours.push(publish)
    theirs.push(bare)
    indexed.push(indexing)
  }
  const ratio = summarise(ours.map((each, round) => (theirs[round] ?? 0) / each))
  const [a, b] = [summarise(ours).median, summarise(theirs).median]
  const against = 'a bare Worker with the same puts and one write'
  line('publish, warm', show(ratio), `${ms(a)} ms against ${ms(b)} ms of ${against}`)
  const index = `${show(summarise(indexed.map((each) => each / 1000)), 1)} ms`
  line('  its text indexed, and a search', index, 'once for all edits until the look at KV')
  line(
    'publish answers after',
    `${show(summarise(answered.slice(2)), 1)} ms`,
    'wall clock, one at a time',
  )
}

/** Two publishes would measure V8's interpreter. */
async function warmUp(stage: Stage): Promise<void> {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'text/markdown' }
  const [blog, bare] = [stage.url('blog'), stage.url('bare-publish')]
  for (let n = 0; n < WARM; n++) {
    const body = new TextEncoder().encode(`${longPost()}\nWarm ${n}.\n`)
    const status = n < POSTS ? 201 : 200
    const slug = `warm-${n % POSTS}`
    await fire(
      1,
      () => ({ url: `${blog}/api/posts/${slug}`, method: 'PUT', headers, body }),
      status,
      1,
    )
    const puts = JSON.stringify([[slug, body.length]])
    await fire(
      1,
      () => ({ url: `${bare}/warm`, method: 'PUT', headers: { 'X-Puts': puts }, body }),
      200,
      1,
    )
  }
}

const ms = (microseconds: number) => (microseconds / 1000).toFixed(1)
