/** What must not get out: secrets, into whatever is kept or logged; and that a draft is there, to whom it is not for. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashSecret } from '../../src/routes/secret.ts'
import { type Blog, openBlog } from '../world.ts'
import { listScoped } from './credentials.ts'
import { openIssuer, REPOSITORY_ID } from './issuer.ts'
import { sample } from './refused.ts'
import { makeToken, speakAs } from './token-of.ts'

const OWNER = 'canary-of-the-owner-5b1f0c'
const DRAFT = '---\ndraft: true\naliases: [/old/of-a-draft]\n---\n# A secret draft\n'
const issuer = openIssuer()
const logged: string[] = []
let disk: string
let blog: Blog
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'deckle-canary-'))
  blog = await openBlog({
    ...{ token: OWNER, disk, outside: issuer.answer },
    ...{ vars: { OIDC_REPOSITORY_ID: REPOSITORY_ID }, log: (line) => logged.push(line) },
  })
})
afterAll(async () => {
  await blog.close()
  await rm(disk, { recursive: true, force: true })
})

const markdown = (body: string) => {
  return { method: 'PUT', headers: { 'Content-Type': 'text/markdown' }, body }
}

describe('a draft, and a post that never was', () => {
  beforeAll(() => blog.api('/api/posts/draft-one', markdown(DRAFT)))

  const told = async (answer: Response, slug: string) => {
    const named = [...answer.headers].filter(([name]) => !/^(date|content-encoding)$/.test(name))
    const text = JSON.stringify([answer.status, named, await answer.text()])
    return text.replaceAll(slug, '<slug>')
  }

  test.each([
    ...['/posts/<slug>', '/posts/<slug>.md', '/<slug>', '/<slug>.md', '/posts/<slug>/'],
    ...['/old/of-a-<slug>', '/search?q=<slug>', '/tags/<slug>'],
  ])('a reader is told the same at %s', async (path) => {
    for (const accept of ['text/html', 'text/markdown']) {
      for (const method of ['GET', 'HEAD']) {
        const ask = (slug: string) =>
          blog.fetch(path.replace('<slug>', slug), { method, headers: { Accept: accept } })
        const draft = await told(await ask('draft-one'), 'draft-one')
        expect(draft).toBe(await told(await ask('never-was'), 'never-was'))
      }
    }
  })

  test('nor is it in any list or feed', async () => {
    for (const path of ['/', '/feed.xml', '/sitemaps/pages.xml', '/llms.txt', '/archive']) {
      expect(await (await blog.fetch(path)).text(), path).not.toContain('draft-one')
    }
    expect((await blog.fetch('/old/of-a-draft')).status).toBe(404)
  })

  test('nor once it was removed, and the shelf written again', async () => {
    await blog.api('/api/posts/draft-two', markdown('---\ndraft: true\n---\n# Another\n'))
    await blog.api('/api/posts/draft-two', { method: 'DELETE' })
    await blog.api('/api/rebuild', { method: 'POST' })
    for (const path of ['/posts/draft-one', '/posts/draft-two', '/old/of-a-draft']) {
      expect((await blog.fetch(path)).status, path).toBe(404)
    }
  })

  test('a token without the scope is told the same, whatever it asks', async () => {
    const asks: [string, string, RegExp][] = [
      ['GET', '/api/posts/<slug>', /read/],
      ['HEAD', '/api/posts/<slug>', /read/],
      ['GET', '/api/posts/<slug>/revisions', /read/],
      ['DELETE', '/api/posts/<slug>', /delete/],
      ['POST', '/api/posts/<slug>/restore', /update/],
      ['POST', '/api/posts/<slug>/images', /update/],
    ]
    const tokens = await listScoped(blog)
    for (const [method, path, needed] of asks) {
      for (const [scope, { headers }] of tokens) {
        if (needed.test(scope)) continue
        const ask = async (slug: string) =>
          told(await blog.fetch(path.replace('<slug>', slug), { method, headers }), slug)
        expect(await ask('draft-one'), `${method} ${path}, ${scope}`).toBe(await ask('never-was'))
      }
    }
  })
})

test('no secret is in a log, an error, KV, R2, the ledger or an export', async () => {
  const token = (await makeToken(blog, { name: 'canary', scopes: ['create', 'media'] })).token
  const signed = issuer.token()
  const secrets = [OWNER, token, signed, signed.split('.').at(-1) ?? '']
  const answers: string[] = []
  for (const secret of secrets.slice(0, 3)) {
    const as = speakAs(blog, secret)
    const form = new FormData()
    form.append('post', new File([`# Found me ${answers.length}\n`], `p${answers.length}.md`))
    form.append('image', new File([sample('palette.png')], 'a.png'))
    for (const [path, init] of [
      ['/api/posts', { method: 'POST', body: form }],
      ['/api/posts/%zz', markdown('# Bad slug')],
      ['/api/posts/refused', markdown('---\ntitle: [\n---\n')],
      [
        '/api/posts',
        { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } },
      ],
      [`/api/posts?token=${secret}`, {}],
      [`/posts/x?token=${secret}`, {}],
      ['/api/tokens', {}],
      ['/api/log', {}],
      ['/api/status', {}],
      ['/api/export', {}],
    ] as [string, RequestInit][]) {
      answers.push(await (await as(path, init)).text())
    }
    // What goes wrong inside is logged, with the address it was asked at.
    await blog.meter.setFaults([{ op: 'get', key: '', status: 503 }])
    answers.push(await (await as(`/posts/${answers.length}`, {})).text())
    await blog.meter.setFaults([])
  }
  const exported = await (await blog.api('/api/export')).text()
  expect(exported).toContain('canary')
  expect(exported).not.toContain(await hashSecret(token))
  issuer.up = false
  const closed = await openBlog({
    ...{ outside: issuer.answer, log: (line: string) => logged.push(line) },
    vars: { OIDC_REPOSITORY_ID: REPOSITORY_ID },
  })
  answers.push(await (await speakAs(closed, signed)(`/api/${signed}`)).text())
  await closed.close()
  expect(logged.join('\n')).toContain('GitHub gives no keys')
  await blog.close()

  const kept = await Promise.all(
    (await readdir(disk, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => readFile(join(each.parentPath, each.name), 'latin1')),
  )
  const everything = [...kept, ...logged, ...answers].join('\n')
  // What is there is found this way.
  for (const there of ['Found me', 'canary', 'A secret draft']) expect(everything).toContain(there)
  expect(everything.includes(await hashSecret(token))).toBe(true)
  for (const secret of secrets) expect(everything.includes(secret)).toBe(false)
})
