/** What a deploy uploads, and what its module scope costs by wrangler's own measure. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { runWrangler } from '../build.ts'
import { line, show, summarise } from './figures.ts'

const RUNS = 5

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[]
  samples: number[]
  /** Microseconds between samples. */
  timeDeltas: number[]
}

export async function measureBundle(bundle: string): Promise<void> {
  const bytes = readFileSync(join(bundle, 'worker.js'))
  const gzip = gzipSync(bytes, { level: 9 }).length
  line(
    'Worker, gzip',
    `${(gzip / 1024).toFixed(1)} KiB`,
    `of ${(bytes.length / 1024).toFixed(0)} KiB`,
  )
  const runs: number[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await measureStartup(bundle))
  line('start-up CPU', `${show(summarise(runs), 1)} ms`, 'wrangler check startup')
}

/** Milliseconds in which the profiled start-up was neither idle nor waiting for the profiler. */
async function measureStartup(bundle: string): Promise<number> {
  const outfile = join(bundle, 'startup.cpuprofile')
  await runWrangler('check', 'startup', '--outfile', outfile)
  const profile = JSON.parse(readFileSync(outfile, 'utf8')) as Profile
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]))
  const idle = (id: number) => /^\((idle|program)\)$/.test(names.get(id) ?? '')
  const busy = profile.timeDeltas.filter((_, index) => !idle(profile.samples[index] ?? 0))
  return busy.reduce((sum, delta) => sum + delta, 0) / 1000
}
