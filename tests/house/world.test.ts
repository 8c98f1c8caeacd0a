/** The world the other tests stand on: a real KV binding, counted and broken on demand. */

import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tally } from '../kv-meter/protocol.ts'
import { meteredKv, meterWorker } from '../kv-meter/workers.ts'
import { readWranglerToml } from '../wrangler-toml.ts'

const script = `export default { async fetch(request, env) {
  const { op, args } = await request.json()
  try { const value = await env.POSTS[op](...args)
    return Response.json({ value: value instanceof Map ? [...value] : value ?? null })
  } catch (error) { return Response.json({ error: String(error) }) }
} }`

let miniflare: Miniflare

beforeAll(() => {
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'probe',
          modules: [{ type: 'ESModule', path: 'probe.js', contents: script }],
          compatibilityDate: readWranglerToml().compatibility_date,
          unsafeBindings: [meteredKv('POSTS')],
        },
        meterWorker(),
      ],
      cf: false,
    }),
  )
})

afterAll(() => miniflare.dispose())

async function ask(op: string, ...args: unknown[]) {
  const body = JSON.stringify({ op, args })
  const answer = await miniflare.dispatchFetch('http://probe/', { method: 'POST', body })
  return (await answer.json()) as { value?: unknown; error?: string }
}

async function control(method: string, body?: unknown): Promise<Tally> {
  const meter = await miniflare.getWorker('kv-meter')
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  return (await (await meter.fetch('http://meter/', init)).json()) as Tally
}

test('every KV operation works through the meter and is counted by key', async () => {
  await ask('put', 'post:你好/a b', 'x', { metadata: { ver: 3 } })
  await ask('put', 'post:你好/a b', 'y', { metadata: { ver: 4 } })
  expect(await ask('get', 'post:你好/a b')).toEqual({ value: 'y' })
  expect(await ask('getWithMetadata', 'post:你好/a b')).toMatchObject({
    value: { value: 'y', metadata: { ver: 4 } },
  })
  expect(await ask('get', ['post:你好/a b', 'none'])).toEqual({
    value: [
      ['post:你好/a b', 'y'],
      ['none', null],
    ],
  })
  expect(await ask('list')).toMatchObject({ value: { keys: [{ name: 'post:你好/a b' }] } })
  await ask('delete', 'post:你好/a b')
  expect(await ask('get', 'post:你好/a b')).toEqual({ value: null })
  expect(await control('GET')).toEqual({
    get: { 'post:你好/a b': 4, none: 1 },
    put: { 'post:你好/a b': 2 },
    delete: { 'post:你好/a b': 1 },
    list: { '*': 1 },
  })
})

test('faults strike the named operations and no others', async () => {
  await control('PUT', [
    { op: 'put', key: 'a', status: 429, times: 1 },
    { op: 'put', key: 'lost', lose: true },
    { op: 'get', key: 'b', status: 503 },
  ])
  expect((await ask('put', 'a1', 'x')).error).toContain('429')
  expect(await ask('put', 'a1', 'x')).toEqual({ value: null })
  expect(await ask('get', 'a1')).toEqual({ value: 'x' })
  expect(await ask('put', 'lost', 'x')).toEqual({ value: null })
  expect(await ask('get', 'lost')).toEqual({ value: null })
  expect((await ask('get', 'b')).error).toContain('503')
})
