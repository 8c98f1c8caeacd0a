/** `npm run bench -- pictures`: what pictures cost on their way in and out, beside Workers that only move bytes. */

import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { buildBundle } from '../build.ts'
import { cpuMicroseconds } from './cpu.ts'
import { fight, hand } from './duel.ts'
import { line, show, summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import { picture } from './posts.ts'
import { openStage, type Stage, TOKEN } from './stage.ts'

const AUTHOR = { Authorization: `Bearer ${TOKEN}` }
const POSTS = 20
const PICTURES = 10
/** Pixels on each side of a picture, which has a byte for each: 250 kB. */
const SIDE = 500
const ROUNDS = 3
/** As many as the command sends at a time. */
const LANES = 4

export async function measurePictures(): Promise<void> {
  const bundle = await buildBundle()
  const stage = await openStage(bundle)
  try {
    await measureIn(stage)
    await measureOut(stage)
  } finally {
    await stage.close()
  }
  try {
    await measureMemory(bundle)
  } finally {
    await rm(bundle, { recursive: true, force: true })
  }
}

/** 200 pictures with their 20 posts, against as many bare puts of the same bytes. */
async function measureIn(stage: Stage): Promise<void> {
  const rates: number[] = []
  const cpus: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const posts = makePosts(round)
    const files = posts.flatMap(({ pictures }) => pictures)
    const bytes = files.reduce((sum, file) => sum + file.length, 0)
    const put = await time(stage, files.length, 200, (n) => ({
      ...{ url: `${stage.url('bare-put')}/images/${round}-${n}`, method: 'PUT' },
      ...{ body: files[n] as Uint8Array },
    }))
    const forms = await Promise.all(posts.map(toForm))
    const push = await time(stage, forms.length, 201, (n) => ({
      ...{ url: `${stage.url('blog')}/api/posts/post-${round}-${n}`, method: 'PUT' },
      ...{ headers: { ...AUTHOR, 'Content-Type': forms[n]?.type ?? '' } },
      ...{ body: forms[n]?.body as Uint8Array },
    }))
    if (round === 0) continue // the compiler warms up
    rates.push(put.seconds / push.seconds)
    cpus.push(put.cpu / push.cpu)
    const rate = (seconds: number) => `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`
    console.log(`  ${rate(push.seconds)} pushed, ${rate(put.seconds)} put bare`)
  }
  line('push of 50 MB in 200 pictures', show(summarise(rates)), 'bytes a second over bare R2 puts')
  line('  its CPU', show(summarise(cpus)), 'that of the bare puts over ours')
}

/** The seconds, and the microseconds of CPU, that these requests take. */
async function time(
  stage: Stage,
  count: number,
  status: number,
  shoot: (index: number) => Shot,
): Promise<{ seconds: number; cpu: number }> {
  const [start, cpu] = [performance.now(), cpuMicroseconds(stage.pid)]
  await fire(count, shoot, status, LANES)
  return { seconds: (performance.now() - start) / 1000, cpu: cpuMicroseconds(stage.pid) - cpu }
}

interface Post {
  source: string
  pictures: Uint8Array<ArrayBuffer>[]
}

function makePosts(round: number): Post[] {
  return Array.from({ length: POSTS }, (_, post) => {
    const seeds = Array.from(
      { length: PICTURES },
      (_, n) => 1 + n + PICTURES * (post + POSTS * round),
    )
    return {
      source: `# Post ${post} of ${round}\n\n${seeds.map((_, n) => `![x](${n}.png)`).join('\n\n')}\n`,
      pictures: seeds.map((seed) => picture(SIDE, seed)),
    }
  })
}

async function toForm({ source, pictures }: Post): Promise<{ type: string; body: Uint8Array }> {
  const form = new FormData()
  form.append('post', new File([source], 'post.md'))
  for (const [n, bytes] of pictures.entries()) form.append('image', new File([bytes], `${n}.png`))
  const request = new Request('http://blog/', { method: 'POST', body: form })
  const type = request.headers.get('Content-Type') ?? ''
  return { type, body: new Uint8Array(await request.arrayBuffer()) }
}

/** A picture of 100 kB, against a Worker that streams the same object. */
async function measureOut(stage: Stage): Promise<void> {
  const path = await store(stage, picture(316, 77))
  const { etag } = await hand(stage, path)
  const own = (await fetch(stage.url('bare-r2') + path, { headers: { Range: 'bytes=0-0' } }))
    .headers
  const bare = { bare: 'bare-r2', against: 'a bare R2 stream', path }
  console.log('\nCPU of a request: the bare Worker over the blog (1.00 is as cheap)')
  await fight(stage, { what: 'picture of 100 kB', ...bare })
  const headers = { Range: 'bytes=20000-79999' }
  await fight(stage, { what: 'a range of it', ...bare, headers, status: 206 })
  await fight(stage, {
    ...{ what: '304', ...bare, status: 304, headers: { 'If-None-Match': etag } },
    bareHeaders: { 'If-None-Match': own.get('X-Etag') ?? '' },
  })
}

async function store(stage: Stage, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await fetch(`${stage.url('blog')}/api/images?name=a.png`, {
    ...{ method: 'POST', headers: { ...AUTHOR, 'Content-Type': 'image/png' }, body: bytes },
  })
  if (!answer.ok) throw new Error(`no picture stored: ${await answer.text()}`)
  const { images } = (await answer.json()) as { images: { url: string }[] }
  return URL.parse(images[0]?.url ?? '', 'http://localhost')?.pathname ?? ''
}

/**
 * How far the runtime's memory rises above idle, R2's simulator within it: so a Worker that only streams is measured
 * beside. Each time in a new process, which has seen a small picture and never a large one.
 */
async function measureMemory(bundle: string): Promise<void> {
  console.log('\nMemory of the runtime above idle, at its peak')
  const disk = await mkdtemp(join(tmpdir(), 'deckle-pictures-'))
  const large = picture(4570, 99)
  let path = ''
  const drain = async (stage: Stage, worker: string) => {
    const answer = await fetch(stage.url(worker) + path)
    let length = 0
    for await (const chunk of answer.body ?? []) length += chunk.length
    if (length < large.length) throw new Error(`${path} came with ${length} bytes only`)
  }
  const cases: [what: string, act: (stage: Stage) => Promise<unknown>][] = [
    [
      'a picture of 20 MiB in',
      async (stage) => {
        path = await store(stage, large)
      },
    ],
    ['  streamed bare', (stage) => putBare(stage, large)],
    ['a picture of 20 MiB out', (stage) => drain(stage, 'blog')],
    ['  streamed bare', (stage) => drain(stage, 'bare-r2')],
  ]
  let ours = 0
  for (const [what, act] of cases) {
    const stage = await openStage(bundle, { kept: disk })
    try {
      // What is handed over is the small one: the large one would be read for it.
      await hand(stage, await store(stage, picture(200, 5)))
      await putBare(stage, picture(200, 6))
      await wait(1_000)
      const idle = memory(stage.pid, 'VmRSS')
      writeFileSync(`/proc/${stage.pid}/clear_refs`, '5') // the peak is counted from here
      await act(stage)
      const most = memory(stage.pid, 'VmHWM') - idle
      const bare = what.startsWith(' ')
      const share = `, so the Worker takes ${(ours - most).toFixed(0)} MiB of it`
      line(what, `${most.toFixed(0)} MiB`, `idle: ${idle.toFixed(0)} MiB${bare ? share : ''}`)
      ours = most
    } finally {
      await stage.close()
    }
  }
  await rm(disk, { recursive: true, force: true })
}

const putBare = (stage: Stage, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${stage.url('bare-put')}/images/a?stream`, { method: 'PUT', body })

/** In MiB. */
function memory(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
}
