/** What a reader's request costs: pages from memory and from KV, and a picture. */

import { cpuMicroseconds } from './cpu.ts'
import { line, show, summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import { longPost, picture } from './posts.ts'
import { type Stage, TOKEN } from './stage.ts'

const ROUNDS = 9
const REQUESTS = 500
const AUTHOR = { Authorization: `Bearer ${TOKEN}` }

const FEED = '/feed.xml'
const SITEMAP = '/sitemaps/1.xml'
const SEARCH = '/search?q=words'

export interface Duel {
  what: string
  blog?: string
  /** What it is measured against. */
  bare: string
  against: string
  /** Path of the blog, and the path the bare Worker knows it by. */
  path: string
  headers?: Record<string, string>
  /** Headers that the bare Worker gets instead. */
  bareHeaders?: Record<string, string>
  status?: number
}

/** Prints each as the bare Worker's CPU time over the blog's: 1.00 is as cheap, 0.50 takes twice as much. */
export async function measureReading(stage: Stage): Promise<void> {
  const { post, tag, image } = await publish(stage)
  const etag = await hand(stage, post)
  for (const path of ['/', tag, image, FEED, SITEMAP, SEARCH]) await hand(stage, path)
  const kv = { blog: 'blog-from-kv', bare: 'bare-kv', against: 'as many bytes from KV, bare' }
  const duels: Duel[] = [
    { what: 'post page from KV', ...kv, path: post },
    { what: 'home from KV', ...kv, path: '/' },
    { what: 'tag page from KV', ...kv, path: tag },
    { what: 'feed from KV, 21 reads', ...kv, path: FEED },
    { what: 'search', bare: 'bare-call', against: 'a bare Durable Object call', path: SEARCH },
    { what: 'picture from R2', bare: 'bare-r2', against: 'a bare R2 stream', path: image },
    { what: 'post page from memory', bare: 'constant', against: 'a constant Worker', path: post },
    { what: 'feed from memory', bare: 'constant', against: 'a constant Worker', path: FEED },
    { what: 'sitemap from memory', bare: 'constant', against: 'a constant Worker', path: SITEMAP },
    {
      what: '304 of the post page',
      bare: 'constant',
      against: 'a constant Worker',
      path: post,
      headers: { 'If-None-Match': etag },
      status: 304,
    },
  ]
  console.log('\nCPU of a request: the bare Worker over the blog (1.00 is as cheap)')
  for (const duel of duels) await fight(stage, duel)
}

export async function fight(stage: Stage, duel: Duel): Promise<void> {
  const { what, blog = 'blog', bare, against, path, headers = {}, status = 200 } = duel
  const { bareHeaders = headers } = duel
  const cost = async (worker: string): Promise<number> => {
    const own = worker === bare ? bareHeaders : headers
    const shot: Shot = { url: stage.url(worker) + path, headers: own }
    const before = cpuMicroseconds(stage.pid)
    await fire(REQUESTS, () => shot, status)
    return (cpuMicroseconds(stage.pid) - before) / REQUESTS
  }
  for (const worker of [blog, bare, blog, bare]) await cost(worker) // the compiler warms up
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await cost(blog))
    theirs.push(await cost(bare))
  }
  const ratio = summarise(ours.map((each, round) => (theirs[round] ?? 0) / each))
  const [a, b] = [summarise(ours).median, summarise(theirs).median]
  line(what, show(ratio), `${a.toFixed(0)} µs against ${b.toFixed(0)} µs of ${against}`)
}

/** A blog with something on every page: one long post, 30 short ones, and a picture. */
async function publish(stage: Stage): Promise<{ post: string; tag: string; image: string }> {
  const long = await push(stage, '2014-11-16-long.md', longPost())
  for (let n = 1; n <= 30; n++) {
    const day = String((n % 28) + 1).padStart(2, '0')
    const source = `---\ntitle: A short note, number ${n}\ntags: [notes]\n---\n\nNote ${n}: a few words.\n`
    await push(stage, `2026-01-${day}-note-${n}.md`, source)
  }
  await drained(stage)
  const form = new FormData()
  form.append('image', new File([picture(300)], 'noise.png', { type: 'image/png' }))
  const answer = await fetch(`${stage.url('blog')}/api/images`, {
    method: 'POST',
    headers: AUTHOR,
    body: form,
  })
  if (!answer.ok) throw new Error(`no picture stored: ${await answer.text()}`)
  const { images } = (await answer.json()) as { images: { url: string }[] }
  const image = URL.parse(images[0]?.url ?? '', 'http://localhost')?.pathname ?? ''
  return { post: long, tag: '/tags/notes', image }
}

/** Waits until everything is on the shelf: puts of one key keep a second apart. */
async function drained(stage: Stage): Promise<void> {
  for (let left = 1; left > 0; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const answer = await fetch(`${stage.url('blog')}/api/status`, { headers: AUTHOR })
    const { pending } = (await answer.json()) as { pending: { documents: number } }
    left = pending.documents
  }
}

/** Publishes, and gives the path of the page. */
async function push(stage: Stage, name: string, source: string): Promise<string> {
  const answer = await fetch(`${stage.url('blog')}/api/posts?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...AUTHOR, 'Content-Type': 'text/markdown' },
    body: source,
  })
  if (!answer.ok) throw new Error(`${name} was not published: ${await answer.text()}`)
  const { url } = (await answer.json()) as { url: string }
  return URL.parse(url, 'http://localhost')?.pathname ?? ''
}

/** Hands the blog's answer to the bare Workers, through KV: its bytes and its headers. Gives the ETag. */
export async function hand(stage: Stage, path: string): Promise<string> {
  const answer = await fetch(stage.url('blog') + path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  const own = [...answer.headers].filter(
    ([name]) => !/^(date|connection|keep-alive|content-length|transfer-encoding)$/.test(name),
  )
  const body = new Uint8Array(await answer.arrayBuffer())
  await put(stage, `answer:${path}`, body)
  await put(stage, `headers:${path}`, JSON.stringify(Object.fromEntries(own)))
  return answer.headers.get('ETag') ?? ''
}

async function put(stage: Stage, key: string, body: string | Uint8Array<ArrayBuffer>) {
  const answer = await fetch(`${stage.url('kv')}/${encodeURIComponent(key)}`, {
    method: 'PUT',
    body,
  })
  if (!answer.ok) throw new Error(`${key} was not put: ${answer.status}`)
}
