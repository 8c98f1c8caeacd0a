/** What the first request of a fresh isolate costs over a bare Worker's: its text, its module scope, its work. */

import { cpuMicroseconds } from './cpu.ts'
import { line, show, summarise } from './figures.ts'
import { fire, type Shot } from './load.ts'
import { longPost } from './posts.ts'
import { type Stage, TOKEN } from './stage.ts'

const ROUNDS = 25

export async function measureCold(stage: Stage): Promise<void> {
  console.log('\nCPU of the first request in a fresh isolate, over a bare Worker’s first page')
  const page = `${stage.url('cold')}/posts/long`
  const bare: Shot = { url: page, headers: { 'X-Load': 'BARE' } }
  const hono: Shot = { url: page, headers: { 'X-Load': 'HONO' } }
  const text: Shot = { url: page, headers: { 'X-Load': 'TEXT' } }
  const read: Shot = { url: page, headers: { 'X-Load': 'APP' } }
  const publish: Shot = {
    url: `${stage.url('cold')}/api/posts/long`,
    method: 'PUT',
    headers: {
      'X-Load': 'APP',
      Authorization: `Bearer ${TOKEN}`,
      'Content-Type': 'text/markdown',
    },
    body: new TextEncoder().encode(longPost()),
  }
  const cost = async (shot: Shot, status = 200): Promise<number> => {
    const before = cpuMicroseconds(stage.pid)
    await fire(1, () => shot, status, 1)
    return (cpuMicroseconds(stage.pid) - before) / 1000
  }
  const honos: number[] = []
  const texts: number[] = []
  const pages: number[] = []
  const publishes: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await cost(bare)
    honos.push((await cost(hono)) - floor)
    texts.push((await cost(text)) - floor)
    pages.push((await cost(read)) - floor)
    publishes.push((await cost(publish, 201)) - floor)
  }
  line('Hono alone', `+${show(summarise(honos), 1)} ms`, 'one route: how fast this machine is')
  line('the bundle’s text', `+${show(summarise(texts), 1)} ms`, 'compiled, not run')
  const times = summarise(pages).median / summarise(honos).median
  line('post page', `+${show(summarise(pages), 1)} ms`, `${times.toFixed(1)} times Hono alone`)
  line(
    'publish, the Worker’s own part',
    `+${show(summarise(publishes), 1)} ms`,
    'the text and a publish; the ledger renders',
  )
}
