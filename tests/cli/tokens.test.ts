/** `deckle tokens`, and pushing from a workflow that has no stored token. */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIssuer, REPOSITORY_ID } from '../routes/issuer.ts'
import { type Blog, openBlog } from '../world.ts'
import { buildCommand, type Ran } from './deckle.ts'

const issuer = openIssuer()
let blog: Blog
let command: ReturnType<typeof buildCommand>
let desk: string
beforeAll(async () => {
  command = buildCommand()
  blog = await openBlog({
    ...{ without: ['LIMITER'], outside: issuer.answer },
    vars: { OIDC_REPOSITORY_ID: REPOSITORY_ID },
  })
  desk = join(command.directory, 'desk')
  await mkdir(join(desk, 'content'), { recursive: true })
  await writeFile(join(desk, 'content/2024-01-02-hello.md'), '# Hello\n')
})
afterAll(async () => {
  await blog.close()
  command.remove()
})

const run = (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  command.run(args, { cwd: desk, env: { DECKLE_URL: blog.url, ...env } })
const owner = () => ({ DECKLE_TOKEN: blog.token ?? '' })
const deckle = (...args: string[]) => run(args, owner())
const SECRET = /deckle_[0-9A-Za-z]{38}/

describe('tokens', () => {
  test('nobody, at first', async () => {
    const { code, out } = await deckle('tokens')
    expect([code, out]).toEqual([0, expect.stringContaining('deckle tokens create <name>')])
  })

  let secret: string
  test('create shows the secret once, and it pushes', async () => {
    const made = await deckle('tokens', 'create', 'my laptop')
    expect([made.code, made.err]).toEqual([0, ''])
    expect(made.out).toMatch(/^"my laptop" may create, media, read, update, until 20\d\d-\d\d-\d\d/)
    secret = SECRET.exec(made.out)?.[0] ?? ''
    const pushed = await run(['push'], { DECKLE_TOKEN: `${secret}\n` })
    expect([pushed.code, pushed.out]).toEqual([0, expect.stringContaining('1 created')])
    const listed = await deckle('tokens', 'list')
    expect(listed.out).toMatch(/^my laptop {2}create media read update {2}until \S+ {2}used 20\d\d/)
    expect(listed.out).not.toMatch(SECRET)
  })

  test('a refusal names the scope that is missing', async () => {
    const { code, err } = await run(['tokens'], { DECKLE_TOKEN: secret })
    expect([code, err]).toEqual([1, expect.stringContaining('scope "admin"')])
  })

  test('rotate: another secret, and the old one is over', async () => {
    const { out } = await deckle('tokens', 'rotate', 'my laptop')
    const renewed = SECRET.exec(out)?.[0] ?? ''
    expect((await run(['status'], { DECKLE_TOKEN: secret })).code).toBe(3)
    expect((await run(['status'], { DECKLE_TOKEN: renewed })).code).toBe(0)
  })

  test('revoke, by name; one that is not there is told, with those that are', async () => {
    const { code, err } = await deckle('tokens', 'revoke', 'laptop')
    expect([code, err]).toEqual([2, expect.stringContaining('There are: my laptop')])
    expect((await deckle('tokens', 'revoke', 'my laptop')).out).toBe('"my laptop" is over.\n')
    expect((await deckle('tokens', '--json')).out).toBe(`{"blog":"${blog.url}","tokens":[]}\n`)
  })

  test('--json: the secret is in the one value on standard output, and nowhere else', async () => {
    const args = ['create', 'ci', '--scopes', 'create,update', '--days', '0', '--json']
    const { out, err } = await deckle('tokens', ...args)
    expect(JSON.parse(out)).toMatchObject({
      ...{ name: 'ci', scopes: ['create', 'update'], expires: null },
      token: expect.stringMatching(SECRET),
    })
    expect(err).not.toMatch(SECRET)
  })

  test('login takes a token that may not read', async () => {
    const { out } = await deckle('tokens', 'create', 'intern', '--scopes', 'draft')
    const input = `${SECRET.exec(out)?.[0]}\n`
    const ran = await command.run(['login', blog.url], { cwd: desk, input })
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Logged in')])
    await rm(join(command.directory, 'home'), { recursive: true })
  })

  test.each<[string, string[], number, string]>([
    ['an unknown verb', ['destroy', 'ci'], 2, 'list, create <name>'],
    ['no name', ['create'], 2, 'deckle tokens create <name>'],
    ['days that are none', ['create', 'x', '--days', 'soon'], 2, '--days'],
    ['a scope that is none', ['create', 'x', '--scopes', 'write'], 1, 'scopes[0]'],
    ['a name that is taken', ['create', 'ci'], 1, 'There is a token "ci" already'],
  ])('refused: %s', async (_, args, code, text) => {
    const ran = await deckle('tokens', ...args)
    expect([ran.code, ran.out, ran.err]).toEqual([code, '', expect.stringContaining(text)])
  })

  test('speaks Chinese', async () => {
    const ran = await run(['tokens', '--days', '1'], { ...owner(), LANG: 'zh_CN.UTF-8' })
    expect(ran.out).toContain('从未用过')
    const help = await run(['tokens', '--help'], { LANG: 'zh_CN.UTF-8' })
    expect(help.out).toContain('只显示一次')
  })
})

describe('log', () => {
  test('who wrote what and when, the newest first, with the beginning of the hash', async () => {
    const { code, out } = await deckle('log')
    expect(code).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(
      /^20\d\d-\d\d-\d\d \d\d:\d\d {2}AUTHOR_TOKEN {2}create-token {2,}token:my laptop$/,
    )
    expect(lines.at(-2)).toMatch(/ {2}my laptop {2,}create {2,}[0-9a-f]{12} {2}hello$/)
    expect(new Set(lines.map((line) => line.search(/\S+(?: \S+)*$/))).size).toBe(1)
  })

  test('of one post, by its slug or its file; as many as are asked for', async () => {
    for (const post of ['hello', 'content/2024-01-02-hello.md']) {
      expect((await deckle('log', post)).out).toMatch(/^20.* {2}hello\n$/)
    }
    const all = JSON.parse((await deckle('log', '--json')).out)
    const some = JSON.parse((await deckle('log', '--count', '2', '--json')).out)
    expect(some).toEqual({ blog: blog.url, entries: all.entries.slice(0, 2), more: true })
    expect(all.more).toBe(false)
    expect((await deckle('log', '--count', '2')).out).toContain('deckle log --count 20')
  })

  test('page after page, until there are enough', async () => {
    const asked: string[] = []
    const server = createServer(({ url = '' }, response) => {
      asked.push(url)
      const entry = {
        at: '2026-11-22T11:30:00Z',
        by: 'a',
        action: 'create',
        subject: url,
        hash: null,
      }
      response.setHeader('Content-Type', 'application/json')
      response.end(
        JSON.stringify({ entries: [entry, entry], next: `/api/log?before=${asked.length}` }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const env = { ...owner(), DECKLE_URL: `http://127.0.0.1:${port}` }
    const { out } = await run(['log', 'a b', '--count', '3', '--json'], env)
    server.close()
    expect(asked).toEqual(['/api/log?limit=3&post=a+b', '/api/log?before=1'])
    const { entries, more } = JSON.parse(out)
    expect([entries.length, more]).toEqual([3, true])
  })

  test('nothing yet, a count that is none, and Chinese', async () => {
    expect((await deckle('log', 'nowhere')).out).toBe('Nothing was written yet.\n')
    const { code, err } = await deckle('log', '--count', '0')
    expect([code, err]).toEqual([2, expect.stringContaining('--count')])
    const ran = await run(['log', 'nowhere'], { ...owner(), LANG: 'zh_CN.UTF-8' })
    expect(ran.out).toBe('还没有写入过什么。\n')
  })
})

describe('in a workflow', () => {
  let github: Server
  let asked: { url: string; authorization: string | undefined }[]
  let workflow: Record<string, string>
  beforeAll(async () => {
    asked = []
    github = createServer(({ url = '', headers }, response) => {
      asked.push({ url, authorization: headers.authorization })
      const aud = new URL(url, 'http://github').searchParams.get('audience')
      // The blog of this test stands at another address than its setting says.
      const value = issuer.token(aud === blog.url ? {} : { aud })
      response.end(JSON.stringify({ count: 1, value }))
    })
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve))
    const { port } = github.address() as AddressInfo
    workflow = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-this-run',
      ...{ GITHUB_REPOSITORY_ID: REPOSITORY_ID, GITHUB_REF: 'refs/heads/main' },
    }
  })
  afterAll(() => github.close())

  test('push asks GitHub for a token, once, for this blog, and shows it nowhere', async () => {
    await writeFile(join(desk, 'content/2024-01-03-from-ci.md'), '# From CI\n')
    const { code, out, err } = await run(['push'], workflow)
    expect([code, out, err]).toEqual([0, expect.stringContaining('1 created'), ''])
    const url = `/token?api-version=2.0&audience=${encodeURIComponent(blog.url)}`
    expect(asked).toEqual([{ url, authorization: 'Bearer of-this-run' }])
    expect(out).not.toContain('eyJ')
    const log = await (await blog.api('/api/log?post=from-ci')).text()
    expect(log).toContain('"by":"github:octo/blog"')
  })

  test('a token that is set comes before', async () => {
    asked = []
    expect((await run(['status'], { ...workflow, ...owner() })).code).toBe(0)
    expect(asked).toEqual([])
  })

  test('refused: it says what the settings must be', async () => {
    const closed = await openBlog({ outside: issuer.answer })
    const { code, err } = await run(['push'], { ...workflow, DECKLE_URL: closed.url })
    await closed.close()
    expect([code, err]).toEqual([
      3,
      expect.stringContaining(
        `OIDC_REPOSITORY_ID = "${REPOSITORY_ID}"  OIDC_REF = "refs/heads/main"`,
      ),
    ])
  })
})

test('the posts that were pushed are what the folder holds', async () => {
  const source = await readFile(join(desk, 'content/2024-01-03-from-ci.md'), 'utf8')
  const headers = { Accept: 'text/markdown' }
  expect(await (await blog.api('/api/posts/from-ci', { headers })).text()).toBe(source)
})
