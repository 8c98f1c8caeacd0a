/**
 * `npm run bench -- push`: how fast the command brings a folder to a blog, and what it takes to do so, beside bare PUTs
 * of the same files into the same KV and R2, before it and after.
 */

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBundle } from '../build.ts'
import { buildCommand } from '../cli/deckle.ts'
import { cpuMicroseconds } from './cpu.ts'
import { line } from './figures.ts'
import { type Files, makeFiles, writeFiles } from './folder.ts'
import { fire } from './load.ts'
import { openStage, type Stage, TOKEN } from './stage.ts'

const POSTS = 1_000
const MANY = 10_000
/** Prints the peak of the command's memory, in KiB, when it ends. */
const METER = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`

export async function measurePush(): Promise<void> {
  const desk = await mkdtemp(join(tmpdir(), 'deckle-desk-'))
  const command = buildCommand()
  const bundle = await buildBundle()
  const stage = await openStage(bundle)
  const push = (root: string) =>
    run(join(command.directory, 'dist/deckle.js'), root, { stage, home: join(desk, 'home') })
  try {
    const files = makeFiles(POSTS)
    await writeFiles(join(desk, 'some'), files)
    const bare = [await putBare(stage, files, 'before')]
    const before = cpuMicroseconds(stage.pid)
    const first = await push(join(desk, 'some'))
    const shelf = await settle(stage)
    const cpu = (cpuMicroseconds(stage.pid) - before) / 1000 / POSTS
    const again = await push(join(desk, 'some'))
    bare.push(await putBare(stage, files, 'after'))
    const mean = (of: (side: Bare) => number) => bare.reduce((sum, each) => sum + of(each), 0) / 2
    const [seconds, theirs] = [mean((each) => each.seconds), mean((each) => each.cpu)]
    const rate = (POSTS / first.seconds).toFixed(0)
    const others = `${(POSTS / seconds).toFixed(0)} a second: the same bytes, 4 at once`
    line('push, posts a second', rate, `${POSTS} posts, each with a picture`)
    line('push, against bare PUTs', (seconds / first.seconds).toFixed(2), others)
    const costs = `${cpu.toFixed(1)} against ${theirs.toFixed(1)} ms a post`
    line('push, CPU of the Worker', (theirs / cpu).toFixed(2), costs)
    line('shelf written after', `${shelf.toFixed(1)} s`, 'the command has waited for it')
    line('push, nothing changed', `${again.seconds.toFixed(2)} s`, `${again.unchanged} posts`)
    await writeFiles(join(desk, 'many'), makeFiles(MANY, { pictures: false }))
    const many = await push(join(desk, 'many'))
    line('push, memory at its peak', `${many.peak.toFixed(0)} MiB`, `${many.created} posts`)
  } finally {
    await stage.close()
    command.remove()
    for (const path of [desk, bundle]) await rm(path, { recursive: true, force: true })
  }
}

interface Bare {
  seconds: number
  /** Milliseconds of the runtime's CPU, a post. */
  cpu: number
}

/**
 * What an author without the command could do at best: a client that runs already has every byte in memory, and knows
 * where each is to go. Of the command, its start, reading, checking and rendering count as well.
 */
async function putBare(stage: Stage, files: Files, turn: string): Promise<Bare> {
  const origin = stage.url('bare-put')
  const shots = [...files].map(([path, body]) => {
    const place = path.startsWith('pictures/') ? `images/${turn}/${path}` : `${turn}/${path}`
    return { url: `${origin}/${place}`, method: 'PUT', body }
  })
  const before = cpuMicroseconds(stage.pid)
  const start = performance.now()
  await fire(shots.length, (index) => shots[index] ?? { url: origin }, 200, 4)
  const seconds = (performance.now() - start) / 1000
  return { seconds, cpu: (cpuMicroseconds(stage.pid) - before) / 1000 / POSTS }
}

interface Ran {
  seconds: number
  created: number
  unchanged: number
  /** MiB. */
  peak: number
}

async function run(
  script: string,
  root: string,
  { stage, home }: { stage: Stage; home: string },
): Promise<Ran> {
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', METER, script, 'push', root, '--json'], {
    env: { ...process.env, HOME: home, DECKLE_URL: stage.url('blog'), DECKLE_TOKEN: TOKEN },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`deckle push ended with ${code}:\n${err.slice(-2000)}`)
  const { created, unchanged } = JSON.parse(out)
  const peak = Number(/peak (\d+)/.exec(err)?.[1]) / 1024
  return { seconds: (performance.now() - start) / 1000, created, unchanged, peak }
}

/** Waits for the last document, and gives the seconds that took. */
async function settle(stage: Stage): Promise<number> {
  const start = performance.now()
  const headers = { Authorization: `Bearer ${TOKEN}` }
  for (;;) {
    const answer = await fetch(`${stage.url('blog')}/api/status`, { headers })
    const { pending } = (await answer.json()) as { pending: { documents: number } }
    if (pending.documents === 0) return (performance.now() - start) / 1000
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
