/** Whatever a request carries, the next reader gets the same bytes: no cache can be made to keep a page of somebody else's. */

import { type IncomingHttpHeaders, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grey } from '../images/grey.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { figure } from './figures.ts'

const SITE = 'https://blog.example'
const EVIL = 'evil.example'
let blog: ProvenBlog
let paths: string[]
let author: string

beforeAll(async () => {
  blog = await openProvenBlog({ vars: { SITE_URL: SITE } })
  author = `Bearer ${blog.token}`
  const front = 'tags: [ink]\ncategories: [paper]\ndate: 2020-01-01\n'
  const shown = await blog.push('shown.md', `---\ntitle: Shown\n${front}---\nText ![](g.png)`, {
    'g.png': grey(8, 8),
  })
  const { images } = (await shown.json()) as { images: { url: string }[] }
  await blog.push('about.md', '---\ntitle: About\nlayout: page\n---\nMe')
  await blog.push('hidden.md', '---\ntitle: Quokka\ndraft: true\ntags: [quokka]\n---\nQuokka')
  await blog.push('later.md', '---\ntitle: Quokka\ndate: 2199-01-01\n---\nQuokka')
  await blog.quiet()
  paths = [
    ...['/', '/posts/shown', '/about', '/tags', '/tags/ink', '/categories/paper', '/archive'],
    ...['/archive/2020', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/robots.txt'],
    ...['/llms.txt', '/search', '/favicon.svg', '/manifest.webmanifest', '/posts/shown.md'],
    ...['/posts/hidden', '/posts/later', '/posts/nothing', new URL(images[0]?.url ?? '').pathname],
  ]
})
afterAll(() => blog.close())

interface Variant {
  method?: string
  headers?: Record<string, string>
  query?: string
}

const headed = (name: string, value: string): [string, Variant] => [
  `${name}: ${value}`,
  { headers: { [name]: value } },
]
const asked = (query: string): [string, Variant] => [query, { query }]

const variants: [string, Variant][] = [
  headed('Host', EVIL),
  headed('Host', `${EVIL}:80`),
  ...['X-Forwarded-Host', 'X-Host', 'X-Forwarded-Server', 'X-HTTP-Host-Override'].map((name) =>
    headed(name, EVIL),
  ),
  headed('Forwarded', `host=${EVIL};proto=http`),
  headed('X-Forwarded-Proto', 'http'),
  headed('X-Forwarded-Scheme', 'nothttps'),
  headed('X-Forwarded-Port', '1337'),
  headed('X-Forwarded-Prefix', `//${EVIL}`),
  headed('X-Forwarded-For', '127.0.0.1'),
  headed('X-Original-URL', '/api/posts'),
  headed('X-Rewrite-URL', '/posts/hidden'),
  headed('X-HTTP-Method-Override', 'DELETE'),
  headed('X-Method-Override', 'PUT'),
  headed('Referer', `https://${EVIL}/`),
  headed('Origin', `https://${EVIL}`),
  headed('Cookie', 'session=evil.example; admin=1'),
  headed('User-Agent', '<script>evil.example</script>'),
  headed('Accept', 'application/json'),
  headed('Accept', 'image/webp,*/*;q=0.1'),
  headed('Accept-Language', 'zh-Hans, ar;q=0.9'),
  headed('Accept-Encoding', 'identity'),
  headed('Accept-Encoding', 'br;q=0, gzip;q=0, *;q=0'),
  headed('Range', 'bytes=0-9'),
  headed('Range', 'bytes=-1'),
  headed('If-None-Match', '"evil.example"'),
  headed('If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT'),
  headed('If-Range', '"evil.example"'),
  headed('Cache-Control', 'no-cache, no-store'),
  headed('Pragma', 'akamai-x-get-true-cache-key'),
  headed('Purpose', 'prefetch'),
  headed('Sec-Fetch-Dest', 'script'),
  headed('Save-Data', 'on'),
  headed('Upgrade-Insecure-Requests', '1'),
  headed('Content-Type', 'application/json'),
  ['HEAD', { method: 'HEAD' }],
  ['the author asks', { headers: {} }],
  ...['?utm_source=evil.example', '?callback=evil.example', '?preview=1', '?draft=1', '?n=2'].map(
    asked,
  ),
  ...[
    '?_method=DELETE',
    '?format=json',
    '?',
    '?&&=',
    `?url=//${EVIL}`,
    '?X-Forwarded-Host=evil.example',
  ].map(asked),
]

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** As it is sent, the Host header too, which fetch would not let anybody choose. */
function ask(path: string, { method = 'GET', headers = {} }: Variant = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const sent = request(blog.url + path, { method, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk) => chunks.push(chunk))
    answer.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1')
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
    })
  })
  sent.on('error', reject).end()
  return promise
}

/** What a cache would keep, without what differs from one moment to the next. */
function kept({ status, headers, body }: Answer) {
  const { date: _, connection: __, 'keep-alive': ___, ...rest } = headers
  const sMaxAge = String(rest['cloudflare-cdn-cache-control'] ?? '').replace(/max-age=\d+/, '')
  return { status, body, headers: { ...rest, 'cloudflare-cdn-cache-control': sMaxAge } }
}

test(`${variants.length} variants, each ahead of a plain reader: the reader's bytes are the same`, async () => {
  const plain = new Map<string, ReturnType<typeof kept>>()
  for (const path of paths) plain.set(path, kept(await ask(path)))
  expect(plain.get('/posts/shown')?.body).toContain(
    `<link rel="canonical" href="${SITE}/posts/shown"`,
  )
  const wrong: string[] = []
  for (const [name, variant] of variants) {
    if (name === 'the author asks') variant.headers = { Authorization: author }
    // What the isolate remembers is forgotten, so that the variant is what it would remember.
    await blog.clock({ leap: 5_000 })
    const odd = await Promise.all(paths.map((path) => ask(path + (variant.query ?? ''), variant)))
    const next = await Promise.all(paths.map((path) => ask(path)))
    for (const [at, path] of paths.entries()) {
      const [first, second] = [odd[at] as Answer, next[at] as Answer]
      const right = plain.get(path)
      const mirrored = /evil\.example|akamai|nothttps/i.test(JSON.stringify([first, second]))
      if (mirrored) wrong.push(`${path} with ${name}: echoes it`)
      if (/quokka/i.test(first.body + second.body)) wrong.push(`${path} with ${name}: a draft`)
      if (first.status >= 500) wrong.push(`${path} with ${name}: ${first.status}`)
      if (first.status === 200 && first.body !== '' && first.body !== right?.body) {
        wrong.push(`${path} with ${name}: other bytes`)
      }
      if (JSON.stringify(kept(second)) !== JSON.stringify(right)) {
        wrong.push(`${path} after ${name}: other bytes or headers`)
      }
    }
  }
  expect(wrong).toEqual([])
  figure(
    'caches',
    `${variants.length} variants of ${paths.length} pages`,
    'bytes the same, no draft',
  )
}, 120_000)

test.each([
  '//posts/shown',
  '/posts//shown',
  '/posts/shown/',
  '//evil.example/',
  '/\\evil.example',
  '/%2f%2fevil.example',
  '/.//evil.example/..',
  '/posts/SHOWN',
  '/https://evil.example',
])('%s leads nowhere but to this site', async (path) => {
  const { status, headers } = await ask(path)
  expect([301, 302, 307, 308, 404, 200]).toContain(status)
  if (headers.location === undefined) return
  expect(new URL(headers.location, SITE).origin).toBe(SITE)
  expect(headers.location).not.toMatch(/^([\\/]{2}|https?:\/\/(?!blog\.example))/)
})

test('what the author alone may see is kept by no cache', async () => {
  for (const path of [
    '/api/posts',
    '/api/posts/hidden',
    '/api/posts/later?revision=1',
    '/api/status',
  ]) {
    const { status, headers, body } = await ask(path, { headers: { Authorization: author } })
    expect([path, status, headers['cache-control']]).toEqual([path, 200, 'no-store'])
    if (!path.endsWith('status')) expect(body).toMatch(/quokka/i)
  }
})
