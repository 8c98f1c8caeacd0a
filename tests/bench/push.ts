/** `npm run bench -- push`: how fast the command brings a folder to a blog, and what it takes to do so. */

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
    const bare = await putBare(stage, files)
    const before = cpuMicroseconds(stage.pid)
    const first = await push(join(desk, 'some'))
    const shelf = await settle(stage)
    const cpu = (cpuMicroseconds(stage.pid) - before) / 1000 / POSTS
    const again = await push(join(desk, 'some'))
    const rate = POSTS / first.seconds
    line('push, posts a second', rate.toFixed(0), `${POSTS} posts, each with a picture`)
    line('push, against bare PUTs', ((rate * bare) / POSTS).toFixed(2), `of the same bytes`)
    line('shelf written after', `${shelf.toFixed(1)} s`, `Worker: ${cpu.toFixed(1)} ms CPU a post`)
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

/** Gives the seconds it took. */
async function putBare(stage: Stage, files: Files): Promise<number> {
  const origin = stage.url('bare-put')
  const shots = [...files].map(([path, body]) => ({
    ...{ url: `${origin}/${path.replace('pictures', 'images')}`, method: 'PUT', body },
  }))
  const start = performance.now()
  await fire(shots.length, (index) => shots[index] ?? { url: origin }, 200, 4)
  return (performance.now() - start) / 1000
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
