/** The blog against a bare Worker: the same request to one and the other, in short turns of one run. */

import { cpuMicroseconds } from './cpu.ts'
import { line, show, summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import type { Stage } from './stage.ts'

const ROUNDS = 15
const REQUESTS = 100

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

/**
 * Prints the bare Worker's CPU time over the blog's: 1.00 is as cheap, 0.50 takes twice as much. Gives the microseconds
 * of both.
 */
export async function fight(stage: Stage, duel: Duel): Promise<{ ours: number; theirs: number }> {
  const { what, blog = 'blog', bare, against, path, headers = {}, status = 200 } = duel
  const { bareHeaders = headers } = duel
  const cost = async (worker: string): Promise<number> => {
    const own = worker === bare ? bareHeaders : headers
    const shot: Shot = { url: stage.url(worker) + path, headers: own }
    await fire(1, () => shot, status) // what an isolate finds out then, it knows for a second
    const before = cpuMicroseconds(stage.pid)
    await fire(REQUESTS, () => shot, status)
    return (cpuMicroseconds(stage.pid) - before) / REQUESTS
  }
  for (const worker of [blog, bare, blog, bare]) await cost(worker) // the compiler warms up
  const all = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    all.ours.push(await cost(blog))
    all.theirs.push(await cost(bare))
  }
  const ratio = summarise(all.ours.map((each, round) => (all.theirs[round] ?? 0) / each))
  const [ours, theirs] = [summarise(all.ours).median, summarise(all.theirs).median]
  line(what, show(ratio), `${ours.toFixed(0)} µs against ${theirs.toFixed(0)} µs of ${against}`)
  return { ours, theirs }
}

/**
 * Hands the blog's answer to the bare Workers, through KV: its bytes, its headers, and the keys that the blog gets from
 * KV to give it again. Gives the ETag and how many keys those are.
 */
export async function hand(stage: Stage, path: string): Promise<{ etag: string; keys: number }> {
  const answer = await fetch(stage.url('blog') + path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  const own = [...answer.headers].filter(
    ([name]) => !/^(date|connection|keep-alive|content-length|transfer-encoding)$/.test(name),
  )
  const body = new Uint8Array(await answer.arrayBuffer())
  const keys = await listReads(stage, path)
  await put(stage, `answer:${path}`, body)
  await put(stage, `headers:${path}`, JSON.stringify(Object.fromEntries(own)))
  await put(stage, `keys:${path}`, JSON.stringify(keys))
  return { etag: answer.headers.get('ETag') ?? '', keys: keys.length }
}

/** What the blog gets from KV for an answer that it gave before. */
async function listReads(stage: Stage, path: string): Promise<string[]> {
  const ask = async () => (await fetch(stage.url('blog-from-kv') + path)).arrayBuffer()
  const take = async () => (await fetch(`${stage.url('kv')}/?reads`)).json() as Promise<string[]>
  await ask()
  await take()
  await ask()
  return take()
}

async function put(stage: Stage, key: string, body: string | Uint8Array<ArrayBuffer>) {
  const url = `${stage.url('kv')}/${encodeURIComponent(key)}`
  const answer = await fetch(url, { method: 'PUT', body })
  if (!answer.ok) throw new Error(`${key} was not put: ${answer.status}`)
}
