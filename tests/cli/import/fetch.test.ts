/** Pictures of other hosts come along when they are there, and nothing of the author's own network does. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFetch } from '../../../src/cli/import/fetch.ts'
import { isPublic } from '../../../src/cli/import/public-address.ts'
import { picture } from '../../bench/posts.ts'
import { importFiles } from './old-site.ts'

let server: Server
let origin: string
let asked: string[] = []
const dot = picture(8)

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (path.startsWith('/dot') || path.startsWith('/view')) return void response.end(dot)
    if (path === '/moved.png') return void response.writeHead(302, { Location: '/dot.png' }).end()
    if (path === '/inside.png') {
      const { port } = server.address() as AddressInfo
      return void response.writeHead(302, { Location: `http://127.0.0.2:${port}/dot.png` }).end()
    }
    if (path === '/loop.png') return void response.writeHead(302, { Location: '/loop.png' }).end()
    if (path === '/page.png') return void response.end('<!doctype html><p>Not here')
    if (path === '/drawing.svg')
      return void response.end('<svg xmlns="http://www.w3.org/2000/svg"/>')
    if (path === '/huge.png') return void response.end(Buffer.alloc(21 << 20))
    if (path.startsWith('/slow')) return
    response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections() ?? server.close())
beforeEach(() => {
  asked = []
})

const here = { isAllowed: (address: string) => address === '127.0.0.1', timeout: 30_000 }

describe('what does not come, and why', () => {
  test.each([
    ['/gone.png', 'HTTP 404'],
    ['/page.png', 'is HTML'],
    ['/drawing.svg', 'SVG'],
    ['/huge.png', 'larger than 20 MiB'],
    ['/loop.png', 'more than 5 redirects'],
    ['/inside.png', '127.0.0.2 is a private address'],
  ])('%s: %s', async (path, why) => {
    expect(await openFetch(here)(origin + path)).toEqual({ why: expect.stringContaining(why) })
    expect(new Set(asked)).toEqual(new Set([path]))
  })

  test('/slow.png: timeout', async () => {
    const answer = await openFetch({ ...here, timeout: 300 })(`${origin}/slow.png`)
    expect(answer).toEqual({ why: expect.stringContaining('TimeoutError') })
  })

  test.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://[::1]',
    'http://2130706433',
    'http://0x7f.1',
  ])('this machine: %s', async (host) => {
    const address = origin.replace('http://127.0.0.1', host)
    expect(await openFetch()(`${address}/dot.png`)).toEqual({
      why: expect.stringContaining('private address'),
    })
    expect(asked).toEqual([])
  })

  test('a host that fails three times is not asked again; no address is asked twice', async () => {
    const fetch = openFetch({ ...here, timeout: 50 })
    for (const n of [1, 1, 2, 3, 4, 5]) await fetch(`${origin}/slow${n}.png`)
    expect(asked.length).toBeLessThanOrEqual(3)
    expect(await fetch(`${origin}/slow6.png`)).toEqual({
      why: expect.stringContaining('does not answer'),
    })
  })
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  [['10', '1', '2', '3'].join('.'), false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['blog.example', false],
])('%s is of the open network: %s', (address, is) => {
  expect(isPublic(address)).toBe(is)
})

test('what comes is a file of the new folder, and the posts name it', async () => {
  const source = [
    '---\ntitle: A\ncover: ORIGIN/dot.png\n---',
    '![a](ORIGIN/dot.png) ![b](ORIGIN/moved.png) <img src="ORIGIN/view?id=1&amp;n=2" alt="c">',
    '![d](ORIGIN/gone.png) `ORIGIN/dot.png`',
  ].join('\n')
  const { files, report } = await importFiles(
    'jekyll',
    {
      '_posts/2014-11-16-a.md': source.replaceAll('ORIGIN', origin),
      '_posts/2014-11-17-b.md': `![](${origin}/dot.png)`,
    },
    { fetch: openFetch(here) },
  )
  const host = new URL(origin).host.replace(':', '-')
  const text = files.get('2014-11-16-a.md')
  expect(text).toContain(
    `![a](/${host}/dot.png) ![b](/${host}/moved.png) <img src="/${host}/view.png" alt="c">`,
  )
  expect(text).toContain(`![d](${origin}/gone.png) \`${origin}/dot.png\``)
  expect(text).toContain(`cover: /${host}/dot.png\n`)
  expect([...files.keys()].filter((path) => path.startsWith(host)).sort()).toEqual(
    ['dot.png', 'moved.png', 'view.png'].map((name) => `${host}/${name}`),
  )
  expect(report.pictures).toMatchObject({ found: 4, fetched: 3, remote: [], missing: [] })
  expect(report.pictures.dead).toEqual([
    { path: '_posts/2014-11-16-a.md', line: 6, address: `${origin}/gone.png`, why: 'HTTP 404' },
  ])
  expect(asked.filter((path) => path === '/gone.png')).toHaveLength(1)
})
