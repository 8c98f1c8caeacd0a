/** What passes is tried again, what does not is told at once; and a push of what is the same costs next to nothing. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFolder } from '../../src/cli/folder.ts'
import { Memory } from '../../src/cli/memory.ts'
import { pushFolder } from '../../src/cli/push.ts'
import { readPosts } from '../../src/cli/read-posts.ts'
import { Remote } from '../../src/cli/remote.ts'
import { chooseWords } from '../../src/cli/words.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

let server: Server
let remote: Remote
let requests: {
  line: string
  headers: IncomingMessage['headers']
  bytes: number
  /** The condition of each post that was sent. */
  match: (string | null)[]
}[]
/** One for each request; the last one answers all that follow. */
let answers: Answer[]

beforeEach(async () => {
  requests = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const line = `${request.method} ${request.url}`
    const match = /^\{"posts":/.test(body) ? JSON.parse(body).posts.map(matchOf) : []
    requests.push({ line, headers: request.headers, bytes: body.length, match })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    answer?.(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  remote = new Remote(`http://127.0.0.1:${port}`, 'token', { pause: 1 })
})
afterEach(() => server.close())

const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
const drop: Answer = (request) => request.socket.destroy()
const matchOf = (post: { if_match: string | null }) => post.if_match
const empty = json(200, { posts: [], next: null })
const upload = { slug: 'a', name: 'a.md', source: new Uint8Array([35, 32, 65]), stored: {} }

test.each([
  ['503', json(503, { type: 'urn:problem:deckle:busy' })],
  ['429 without a word', json(429, {})],
  ['a page of a proxy', ((_, response) => response.writeHead(502).end('<h1>')) as Answer],
  ['a lost connection', drop],
])('%s passes', async (_, fault) => {
  answers = [fault, fault, empty]
  expect(await remote.list()).toEqual([])
  expect(requests).toHaveLength(3)
})

test('Retry-After is kept', async () => {
  answers = [json(503, {}, { 'Retry-After': '1' }), empty]
  const started = performance.now()
  await remote.list()
  expect(performance.now() - started).toBeGreaterThan(990)
})

test.each([
  ['no secret on the blog', 503, 'no-token'],
  ['a wrong token, tried too often', 429, 'too-many-failures'],
  ['a wrong token', 401, 'unauthorized'],
  ['a fault of the blog', 500, 'internal'],
])('%s does not pass', async (_, status, code) => {
  answers = [json(status, { type: `urn:problem:deckle:${code}`, detail: 'Why.' })]
  await expect(remote.list()).rejects.toMatchObject({ status, message: 'Why.' })
  expect(requests).toHaveLength(1)
})

test('patience ends', async () => {
  answers = [drop]
  await expect(remote.list()).rejects.toThrow(/127\.0\.0\.1/)
  expect(requests).toHaveLength(6)
})

test('a write is sent again under the same Idempotency-Key, and on the same condition', async () => {
  answers = [drop, echo]
  await remote.push([{ ...upload, etag: 'abc' }])
  await remote.push([{ ...upload, etag: null }])
  const keys = requests.map(({ headers }) => headers['idempotency-key'])
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  expect(requests.map(({ match }) => match)).toEqual([['abc'], ['abc'], [null]])
})

test('a redirect does not carry the token away', async () => {
  answers = [
    (_, response) => response.writeHead(301, { Location: 'https://other.example/api' }).end(),
  ]
  await expect(remote.list()).rejects.toThrow('redirects to https://other.example')
})

test('what is no Deckle blog is told', async () => {
  answers = [(_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('hi')]
  await expect(remote.list()).rejects.toThrow('not as a Deckle blog does')
})

test('1,000 posts that are the same: one list request a page, no body', async () => {
  const root = await mkdtemp(join(tmpdir(), 'deckle-same-'))
  for (let n = 0; n < 1000; n++) {
    await writeFile(join(root, `p${n}.md`), `# Post ${n}\n\n${'Words of a paragraph. '.repeat(60)}`)
  }
  const memory = new Memory(null)
  const push = () => {
    const terminal = { say: () => {}, progress: () => {}, paint: (_: string, text: string) => text }
    return pushFolder(root, { remote, timezone: 'UTC', terminal, words: chooseWords(), memory })
  }
  const folder = await readFolder(root)
  const { ready } = await readPosts(folder, folder.posts, { memory, timezone: 'UTC' })
  const posts = ready.map(({ slug, etag }) => ({ slug, etag, title: slug }))
  answers = [
    json(200, { posts: posts.slice(0, 500), next: '/api/posts?limit=500&before=x' }),
    json(200, { posts: posts.slice(500), next: null }),
  ]
  expect(await push()).toMatchObject({ created: 0, updated: 0, unchanged: 1000 })
  expect(requests.map(({ line, bytes }) => [line, bytes])).toEqual([
    ['GET /api/posts?limit=500', 0],
    ['GET /api/posts?limit=500&before=x', 0],
  ])
  await rm(root, { recursive: true })
})

test('a blog that dies in the middle: what was stored is told, and the next run carries on', async () => {
  const root = await mkdtemp(join(tmpdir(), 'deckle-dies-'))
  for (let n = 0; n < 60; n++) await writeFile(join(root, `p${n}.md`), `# Post ${n}\n`)
  const lines: string[] = []
  const memory = new Memory(null)
  const push = () =>
    pushFolder(root, {
      ...{ remote, timezone: 'UTC', words: chooseWords(), memory },
      terminal: {
        say: (line) => void lines.push(line),
        progress: () => {},
        paint: (_, text) => text,
      },
    })
  answers = [empty, echo, drop]
  await expect(push()).rejects.toThrow(/127\.0\.0\.1/)
  expect(lines.at(-1)).toMatch(/^Stopped: 25 stored, 35 not, as far as the blog has answered\./)

  const posts = [...memory.met].map(([slug, { there }]) => ({ slug, etag: there, title: slug }))
  expect(posts).toHaveLength(25)
  answers = [json(200, { posts, next: null }), echo, echo, done]
  expect(await push()).toMatchObject({ created: 35, unchanged: 25 })
  await rm(root, { recursive: true })
})

/** Takes any posts, and answers as if they were new. */
function echo(request: IncomingMessage, response: ServerResponse, body: string): void {
  const posts = (JSON.parse(body).posts as { slug: string }[]).map(({ slug }) => ({
    receipt: {
      ...{ slug, url: slug, etag: `there-${slug}`, status: 'published' },
      ...{ warnings: [], created: true },
    },
  }))
  json(200, { posts })(request, response, body)
}

/** The shelf is written. */
function done(request: IncomingMessage, response: ServerResponse, body: string): void {
  json(200, { pending: { documents: 0, oldest: null } })(request, response, body)
}
