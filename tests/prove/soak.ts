/** A blog that is read without pause while it is written to, loses its KV for a while, and dies twice. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settle } from '../ledger/audit.ts'
import { killWorkerd, listWorkerd, residentBytes } from '../workerd.ts'
import { type Blog, openBlog } from '../world.ts'
import { openBare } from './bare.ts'
import { Journal } from './journal.ts'

/** Each is published once before it begins. */
export const POSTS = 40
const READERS = 6
/** Milliseconds a reader rests between two pages. */
const PAUSE = 5
/** Milliseconds a page may lag behind an answer that said `live`: the isolate's memory, and a read under way. */
const LAG = 2_500

export interface SoakReport {
  reads: number
  publishes: number
  deaths: number
  /** Pages that were torn, of no version ever sent, or older than what was live: a line for each. */
  wrong: string[]
  /** Reads and publishes that got no answer or a 5xx while the process lived. */
  failed: string[]
  /**
   * Resident bytes of the blog's process: the medians of the eighth and of the last tenth of the time. A fresh process
   * grows until its collector has seen a few ten thousand requests, so earlier figures say nothing.
   */
  memory: [number, number]
  /** The same of a process that lived as long, and whose Worker answers as many reads with one constant page. */
  bare: [number, number]
}

/** What the author knows of one post. */
interface Known {
  /** The newest version sent, acknowledged or not. */
  sent: number
  /** Versions that an answer called live, with the time of that answer. */
  live: { version: number; at: number }[]
}

/**
 * Soaks a blog for so many seconds: a death after a sixth and after a third, and an outage in the middle. `beside` it
 * stands a constant Worker, whose memory is measured, too.
 */
export async function soak(seconds: number, beside: boolean): Promise<SoakReport> {
  const disk = await mkdtemp(join(tmpdir(), 'deckle-soak-'))
  const known = Array.from({ length: POSTS }, (): Known => ({ sent: 0, live: [] }))
  const report: SoakReport = {
    reads: 0,
    publishes: 0,
    deaths: 0,
    wrong: [],
    failed: [],
    memory: [0, 0],
    bare: [0, 0],
  }
  const journal = new Journal({ forced: true })
  const open = async () => {
    blog = await openBlog({ disk, log: journal.note })
    blogs = listWorkerd()
    if (beside) bare = await openBare(source(0, 0).repeat(3))
  }
  let blog!: Blog
  let bare = null as Awaited<ReturnType<typeof openBare>> | null
  let blogs: number[] = []
  await open()
  const samples: { at: number; blog: number; bare: number }[] = []
  let running = true

  /** Sends the next version of a post, again and again with one key until it is answered. */
  const publish = async (index: number) => {
    const post = known[index] as Known
    const version = ++post.sent
    const key = `${index}-${version}`
    for (;;) {
      const at = blog
      try {
        const answer = await at.api(`/api/posts/post-${index}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'text/markdown', 'Idempotency-Key': key },
          body: source(index, version),
        })
        const text = await answer.text()
        if (!answer.ok) return void report.failed.push(`publish ${key}: ${answer.status} ${text}`)
        report.publishes++
        if ((JSON.parse(text) as { live: boolean }).live) post.live.push({ version, at: now() })
        return
      } catch (error) {
        if (at === blog && !dying) return void report.failed.push(`publish ${key}: ${error}`)
        await wait(100)
      }
    }
  }

  const read = async (index: number) => {
    const at = blog
    const since = now() - LAG
    const floor = known[index]?.live.findLast((each) => each.at < since)?.version ?? 0
    try {
      if (bare) await (await fetch(bare.url)).arrayBuffer()
      const answer = await at.fetch(`/posts/post-${index}`)
      const body = await answer.text()
      report.reads++
      if (answer.status >= 500) return void report.failed.push(`read ${index}: ${answer.status}`)
      const fault = faultOf(index, answer.status, body, floor, known[index]?.sent ?? 0)
      if (fault) report.wrong.push(`post ${index}: ${fault}`)
    } catch (error) {
      if (at === blog && !dying) report.failed.push(`read ${index}: ${error}`)
      else await wait(50)
    }
  }

  let dying = false
  /** Milliseconds in which no process lived: they do not count. */
  let down = 0
  const die = async () => {
    dying = true
    const from = now()
    const killed = blog
    killWorkerd()
    await killed.miniflare.dispose().catch(() => {})
    await bare?.dispose().catch(() => {})
    await open()
    dying = false
    down += now() - from
    report.deaths++
  }

  for (let index = 0; index < POSTS; index++) await publish(index)
  const start = now()
  const elapsed = () => (now() - start - down) / 1000 / seconds
  const readers = Array.from({ length: READERS }, async (_, lane) => {
    for (let i = lane; running; i++) {
      await read((i * 7) % POSTS)
      await wait(PAUSE)
    }
  })
  const writer = (async () => {
    for (let i = 0; running; i++) {
      const next = publish(i % POSTS)
      await Promise.all([next, wait(1_000)])
    }
  })()
  const deaths = [1 / 6, 1 / 3]
  let out = false
  while (elapsed() < 1) {
    await wait(250)
    const all = residentBytes()
    const ofBlog = residentBytes(blogs)
    samples.push({ at: elapsed(), blog: ofBlog, bare: all - ofBlog })
    const isOut = elapsed() > 0.45 && elapsed() < 0.55
    if (isOut !== out) await blog.meter.setFaults(isOut ? OUTAGE : [])
    out = isOut
    if (elapsed() > (deaths[0] ?? 2)) {
      deaths.shift()
      await die()
    }
  }
  running = false
  await Promise.all([...readers, writer])
  await settle(blog)
  await wait(1_100)
  await expectNewest(blog, known, report)
  const during = (of: 'blog' | 'bare', from: number, to: number) =>
    median(samples.filter(({ at }) => at >= from && at < to).map((sample) => sample[of]))
  report.memory = [during('blog', 0.7, 0.8), during('blog', 0.9, 1)]
  report.bare = [during('bare', 0.7, 0.8), during('bare', 0.9, 1)]
  await blog.close()
  await bare?.dispose()
  await rm(disk, { recursive: true, force: true })
  journal.expectNothingElse()
  return report
}

const OUTAGE = (['get', 'put', 'delete', 'list'] as const).map((op) => ({
  op,
  key: '',
  status: 503,
}))

const source = (index: number, version: number) =>
  `---\ntitle: Post ${index}\ndate: 2020-01-01\ntags: [soak]\n---\n\n${mark(index, version)}\n\n${'A line of prose. '.repeat(200)}\n\n${mark(index, version)}\n`
const mark = (index: number, version: number) => `post${index}version${version}end`

/** Null, or what is wrong with a page that must be whole, of one version, and none older than `floor`. */
function faultOf(index: number, status: number, body: string, floor: number, sent: number) {
  if (status !== 200) return `answered ${status} with version ${floor} live`
  if (!body.trimEnd().endsWith('</html>')) return `torn after ${body.length} characters`
  const text = body.slice(body.indexOf('<article'), body.indexOf('</article>'))
  const versions = new Set(
    [...text.matchAll(/post(\d+)version(\d+)end/g)].map(([, of, version]) =>
      Number(of) === index ? Number(version) : Number.NaN,
    ),
  )
  const [version = 0] = versions
  if (versions.size !== 1) return `shows versions ${[...versions].join(', ') || 'none'}`
  if (!(version <= sent)) return `shows version ${version}, but ${sent} is the newest sent`
  return version < floor ? `shows version ${version}, but ${floor} was live` : null
}

/** At rest each page shows the newest version: nothing that was answered is lost. */
async function expectNewest(blog: Blog, known: Known[], report: SoakReport): Promise<void> {
  for (const [index, { sent }] of known.entries()) {
    const answer = await blog.fetch(`/posts/post-${index}`)
    const fault = faultOf(index, answer.status, await answer.text(), sent, sent)
    if (fault) report.wrong.push(`at rest, post ${index}: ${fault}`)
  }
}

const now = () => performance.now()
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0
