/** What a stranger, or an author's own text, might get out of the blog or into it by the back door. */

import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grey } from '../images/grey.ts'
import { settle } from '../ledger/audit.ts'
import { type Blog, openBlog } from '../world.ts'
import { figure } from './figures.ts'

const CANARY = 'canary-5d0c6f1e-sings-9a7b3f42'
const asked: string[] = []
const logged: string[] = []
/** Every answer, its headers and its body, in one line each. */
const answers: string[] = []
let disk: string
let blog: Blog

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'deckle-strangers-'))
  blog = await openBlog({
    ...{ disk, token: CANARY, without: ['LIMITER'] },
    log: (message) => void logged.push(message),
    outside: async ({ url }) => {
      asked.push(url)
      return new Response('an answer', { headers: { 'Content-Type': 'text/html' } })
    },
  })
})
afterAll(async () => {
  await blog.close()
  await rm(disk, { recursive: true, force: true })
})

async function keep(answer: Response): Promise<string> {
  const body = await answer.text()
  answers.push(JSON.stringify([answer.status, ...answer.headers, body]))
  return body
}

/** Posts a form whose bytes are as given. */
function postRaw(disposition: string): Promise<Response> {
  const head = `--b\r\nContent-Disposition: form-data; name="image"; ${disposition}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), grey(6, 6), Buffer.from('\r\n--b--\r\n')])
  return blog.api('/api/images', {
    ...{ method: 'POST', body: new Uint8Array(body) },
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
  })
}

test('no address that an author wrote is asked for: a listener hears nothing', async () => {
  const hosts = [
    'http://127.0.0.1:9',
    'http://169.254.169.254/latest',
    'https://evil.example',
    'http://[::1]',
    'ftp://evil.example',
  ]
  const lines = hosts.flatMap((host, at) => [
    ...[`![a](${host}/a.png)`, `<img src="${host}/b.png" srcset="${host}/c.png 2x">`],
    ...[`[link](${host}/d)`, `<video src="${host}/e.mp4" poster="${host}/f.png"></video>`],
    ...[`<iframe src="${host}/g"></iframe>`, `${host}/h`, `[r${at}]: ${host}/i`, `[r${at}]`],
  ])
  const fields = [
    'cover',
    'image',
    'canonical_url',
    'permalink',
    'url',
    'hub',
    'webmention',
    'author_url',
  ]
  const front = fields.map((name) => `${name}: https://evil.example/${name}`).join('\n')
  const form = `---\ntitle: Far\n${front}\n---\n\n${lines.join('\n\n')}\n`
  await keep(await blog.push('far.md', form))
  await keep(await blog.push('far-2.md', `# Far\n\n${lines.join('\n\n')}`))
  await keep(
    await blog.api('/api/posts/far?dry_run=1', {
      method: 'PUT',
      headers: { 'Content-Type': 'text/markdown' },
      body: form,
    }),
  )
  await keep(await blog.api('/api/rebuild', { method: 'POST' }))
  await settle(blog)
  for (const path of [
    '/',
    '/posts/far',
    '/posts/far-2',
    '/feed.xml',
    '/llms-full.txt',
    '/posts/far.md',
  ]) {
    await keep(await blog.fetch(path))
  }
  expect(asked).toEqual([])
})

describe('a file name', () => {
  test.each([
    'filename="a.png\r\nX-Evil: 1"',
    'filename="a.png\\r\\nX-Evil: 1"',
    "filename*=UTF-8''a%0d%0aX-Evil:%201.png",
    'filename="a\u0000.png"',
    'filename="a"; X-Evil: 1; x=".png"',
    'filename="../../../evil.png"',
    'filename="a%22%3B%20X-Evil%3D1.png"',
  ])('%j puts no header into the answer of its picture', async (disposition) => {
    const answer = await postRaw(disposition)
    const body = await keep(answer)
    expect(answer.status, body).toBeLessThan(500)
    if (!answer.ok) return
    const { images } = JSON.parse(body) as { images: { url: string }[] }
    const shown = await blog.fetch(new URL(images[0]?.url ?? '').pathname)
    expect([shown.status, shown.headers.get('x-evil')]).toEqual([200, null])
    const kind = shown.headers.get('Content-Disposition') ?? ''
    expect(kind).toMatch(
      /^inline; filename="[^"\\/\r\n]*"(; filename\*=UTF-8''[\w.%!#$&+^`|~-]*)?$/,
    )
  })
})

test('names that fall on one slug are told so, and neither post is lost', async () => {
  const names = ['Cafe\u0301 Noir.md', 'caf\u00e9 noir.md', 'ＣＡＦÉ－noir.md', 'CAFÉ_noir.md']
  const statuses = []
  for (const [n, name] of names.entries()) {
    const answer = await blog.push(name, `# Number ${n}`)
    const { slug, errors } = JSON.parse(await keep(answer)) as {
      slug?: string
      errors?: { field: string }[]
    }
    statuses.push([answer.status, slug ?? errors?.[0]?.field])
  }
  expect(statuses[0]).toEqual([201, 'café-noir'])
  for (const [status, field] of statuses.slice(1)) expect([status, field]).toEqual([409, 'slug'])
  const page = await blog.fetch(`/posts/${encodeURIComponent('café-noir')}`)
  expect(await page.text()).toContain('Number 0')
})

test.each([
  [
    'YAML',
    '---\ntitle: P\n__proto__:\n  polluted: yes\nconstructor: { prototype: { polluted: 1 } }\n---\nx',
  ],
  ['YAML merge', '---\ntitle: P\n<<: { __proto__: { polluted: 1 } }\n---\nx'],
  [
    'TOML',
    '+++\ntitle = "P"\n[__proto__]\npolluted = 1\n[constructor.prototype]\npolluted = 1\n+++\nx',
  ],
  [
    'JSON',
    '{"title":"P","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\n\nx',
  ],
])('%s gives no object a new property', async (_, source) => {
  const answer = await blog.push('polluted.md', source)
  expect((await keep(answer)).length * Number(answer.status < 500)).toBeGreaterThan(0)
  const clean = await blog.push('clean.md', `---\ntitle: Clean ${Math.random()}\n---\nx`)
  expect(await keep(clean)).not.toContain('polluted')
  expect(await keep(await blog.api('/api/status'))).not.toContain('polluted')
})

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
  '%s, which every object has, is a word like any other',
  async (word) => {
    const front = `title: ${word}\npermalink: ${word}\nlayout: post\ntags: [${word}]\ncategories: [${word}]`
    const text = `\`\`\`${word}\nx\n\`\`\`\n\n> [!${word}]\n\n$\\${word}{x}$\n\n[^${word}]\n\n&${word};\n`
    const shown = await blog.push(`own-${word}.md`, `---\n${front}\n---\n${text}`)
    expect([shown.status, await keep(shown)]).toEqual([201, expect.any(String)])
    const broken = await blog.push('b.md', '![](x)', { [`a.${word}`]: new Uint8Array([1, 2, 3]) })
    expect([broken.status, await keep(broken)]).toEqual([415, expect.stringContaining(word)])
    for (const query of [`/search?q=${word}`, `/tags/${word.toLowerCase()}`, `/${word}`]) {
      expect((await blog.fetch(query)).status).toBeLessThan(500)
    }
  },
)

describe('a token', () => {
  const put = { method: 'PUT', body: '# In', headers: { 'Content-Type': 'text/markdown' } }

  test('in a cookie, a query or a form is none, and no answer sets a cookie', async () => {
    const places: [string, Record<string, string>][] = [
      [
        '/api/posts/in',
        { Cookie: `token=${CANARY}; AUTHOR_TOKEN=${CANARY}; Authorization=Bearer ${CANARY}` },
      ],
      [`/api/posts/in?token=${CANARY}&access_token=${CANARY}&authorization=Bearer%20${CANARY}`, {}],
      ['/api/posts/in', { 'X-Auth-Token': CANARY, 'X-Api-Key': CANARY }],
    ]
    for (const [path, headers] of places) {
      const answer = await blog.fetch(path, { ...put, headers: { ...put.headers, ...headers } })
      expect(answer.status).toBe(401)
    }
    expect(answers.filter((answer) => /set-cookie/i.test(answer))).toEqual([])
  })

  test('is in no answer, no log, and nowhere on the disk', async () => {
    await keep(await blog.push('pictured.md', '# P\n\n![](g.png)', { 'g.png': grey(7, 7) }))
    await keep(await blog.api('/api/posts/nothing'))
    await keep(await blog.api('/api/nothing'))
    await keep(await blog.api('/api/posts/x', { ...put, body: '---\ntitle: [\n---' }))
    await keep(await blog.api('/api/openapi.json'))
    await keep(await blog.api('/api/log'))
    await blog.meter.setFaults([{ op: '*', key: '', status: 503 }])
    await keep(await blog.push('outage.md', '# Outage'))
    await keep(
      await blog.fetch('/posts/outage', { headers: { Authorization: `Bearer ${CANARY}` } }),
    )
    await breakOff()
    await blog.meter.setFaults([])
    await settle(blog)
    expect(answers.filter((answer) => answer.includes(CANARY))).toEqual([])
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.filter((line) => line.includes(CANARY))).toEqual([])
    const files = readdirSync(disk, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    )
    const holding = files.filter(({ parentPath, name }) =>
      readFileSync(join(parentPath, name)).includes(CANARY),
    )
    expect(files.length).toBeGreaterThan(3)
    expect(holding.map(({ name }) => name)).toEqual([])
    figure(
      'a canary token',
      `${answers.length} answers, ${logged.length} lines of log, ${files.length} files`,
      'seen in none',
    )
  })
})

/** A request whose body ends before it should. */
function breakOff(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const headers = {
    Authorization: `Bearer ${CANARY}`,
    'Content-Type': 'text/markdown',
    'Content-Length': '999',
  }
  const sent = request(`${blog.url}/api/posts/broken-off`, { method: 'PUT', headers })
  sent.on('error', () => resolve())
  sent.write('# Half')
  setTimeout(() => sent.destroy(new Error('gone')), 100)
  return promise
}
