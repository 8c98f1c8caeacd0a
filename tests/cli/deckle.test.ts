/** The command as an author meets it: the built one, in a home of its own, against a running blog. */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'
import { buildCommand, type Ran } from './deckle.ts'

let blog: Blog
let command: ReturnType<typeof buildCommand>
let desk: string

beforeAll(async () => {
  command = buildCommand()
  blog = await openBlog({ without: ['LIMITER'] })
  desk = join(command.directory, 'desk')
  await mkdir(join(desk, 'content'), { recursive: true })
})
afterAll(async () => {
  await blog.close()
  command.remove()
})

const deckle = (...args: string[]): Promise<Ran> => command.run(args, { cwd: desk })
const write = (path: string, text: string | Uint8Array) => writeFile(join(desk, path), text)
const there = async (slug: string): Promise<string> =>
  (await blog.api(`/api/posts/${slug}`, { headers: { Accept: 'text/markdown' } })).text()

test('a pipe that is closed early ends it without a word', () => {
  const line = `{ sleep 1; "${process.execPath}" "${command.directory}/dist/deckle.js" --help; } | true`
  const { stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' })
  expect(stderr).toBe('')
})

describe('login', () => {
  test('before it, the command says how', async () => {
    const { code, err } = await deckle('push')
    expect([code, err]).toEqual([2, expect.stringContaining('deckle login https://blog.example')])
  })

  test('a wrong token is not kept', async () => {
    const options = { cwd: desk, input: 'wrong\n' }
    const { code, out } = await command.run(['login', blog.url], options)
    expect([code, out]).toEqual([3, expect.stringContaining('does not take this token')])
    await expect(stat(join(command.directory, 'home/.config/deckle'))).rejects.toThrow('ENOENT')
  })

  test('a token is tried, kept in a file that only its owner can read, and never shown', async () => {
    const options = { cwd: desk, input: `${blog.token}\n` }
    const { code, out, err } = await command.run(['login', blog.url], options)
    expect(code).toBe(0)
    expect(out + err).not.toContain(blog.token)
    const file = join(command.directory, 'home/.config/deckle/credentials.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file, 'utf8')).toContain(blog.token)
  })

  test('a token on the command line is refused, and so is a blog without TLS', async () => {
    expect((await deckle('login', blog.url, 'secret')).code).toBe(2)
    const { code, err } = await deckle('status', '--blog', 'http://blog.example')
    expect([code, err]).toEqual([2, expect.stringContaining('not encrypted')])
  })
})

test('new, check, push, open: from a title to a page', async () => {
  const made = await deckle('new', '上海', '的秋天')
  const [, path = ''] = /(content\/\d{4}-\d\d-\d\d-上海-的秋天\.md)/.exec(made.out) ?? []
  const source = await readFile(join(desk, path), 'utf8')
  expect(source).toMatch(
    /^---\ntitle: "上海 的秋天"\ndate: \S+[+-]\d\d:\d\d\ntags: \[\]\ndraft: true\n/,
  )
  expect((await deckle('new', '上海', '的秋天')).code).toBe(1)

  await write(path, `${source.replace('draft: true\n', '')}![a dot](dot.png)\n`)
  const missing = await deckle('check')
  expect([missing.code, missing.out]).toEqual([0, expect.stringMatching(/\.md:7: .*dot\.png/)])
  expect((await deckle('check', '--strict')).code).toBe(1)
  await write('content/dot.png', picture(8))
  expect((await deckle('check', '--strict')).code).toBe(0)

  const pushed = await deckle('push')
  expect([pushed.code, pushed.err]).toEqual([0, ''])
  expect(pushed.out).toContain('1 created, 0 updated, 0 unchanged')
  const opened = await deckle('open', path, '--print')
  const page = await fetch(opened.out.trim())
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('/images/')])
  expect(await deckle('open', 'no-such-post')).toMatchObject({ code: 1 })
})

test('--json gives one value on standard output, and what is said goes to standard error', async () => {
  await write('content/b.md', '# B\n')
  const { code, out, err } = await deckle('push', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ blog: blog.url, created: 1, unchanged: 1, refused: [] })
  expect(err).toContain('content/b.md')
  expect(out + err).not.toContain('\x1b')
})

test('one file is pushed alone', async () => {
  await write('content/b.md', '# B, again\n')
  await write('content/c.md', '# C\n')
  expect((await deckle('push', 'content/b.md')).out).toContain('0 created, 1 updated')
  expect((await blog.api('/api/posts/c')).status).toBe(404)
  await rm(join(desk, 'content/c.md'))
})

describe('a conflict', () => {
  test('is shown with three ways out, and nothing is overwritten', async () => {
    await write('content/b.md', '# B here\n')
    await blog.push('b.md', '# B there\n')
    const { code, out } = await deckle('push')
    expect(code).toBe(1)
    expect(out).toContain('content/b.md was changed here and on the blog')
    for (const way of [
      'pull content/b.md',
      'push --mine content/b.md',
      'pull --beside content/b.md',
    ])
      expect(out).toContain(`deckle ${way}`)
    expect(out).toMatch(/^ +- # B there\n +\+ # B here\n/m)
    expect(await there('b')).toBe('# B there\n')
    expect((await deckle('status')).code).toBe(1)
  })

  test('the first: the other version next to ours', async () => {
    expect((await deckle('pull', '--beside', 'content/b.md')).code).toBe(0)
    expect(await readFile(join(desk, 'content/b.md.blog'), 'utf8')).toBe('# B there\n')
    expect(await readFile(join(desk, 'content/b.md'), 'utf8')).toBe('# B here\n')
    await rm(join(desk, 'content/b.md.blog'))
  })

  test('the second: ours', async () => {
    expect((await deckle('push', '--mine', 'content/b.md')).code).toBe(0)
    expect(await there('b')).toBe('# B here\n')
  })

  test('the third: theirs; without being named a file with changes of its own is left', async () => {
    await write('content/b.md', '# B here, too\n')
    await blog.push('b.md', '# B there, too\n')
    expect((await deckle('pull')).code).toBe(1)
    expect(await readFile(join(desk, 'content/b.md'), 'utf8')).toBe('# B here, too\n')
    expect((await deckle('pull', 'content/b.md')).code).toBe(0)
    expect(await readFile(join(desk, 'content/b.md'), 'utf8')).toBe('# B there, too\n')
    expect((await deckle('status')).out).toContain('are the same')
  })
})

test('pull makes an empty folder equal to the blog, byte for byte, with pictures, under the same names', async () => {
  const odd = new Uint8Array([
    0xef,
    0xbb,
    0xbf,
    ...Buffer.from('---\r\ntitle: Odd\r\n---\r\nÄ  \r\n'),
  ])
  await blog.push('2019-05-06-odd one.md', odd, {})
  const { code, out } = await deckle('pull', '--into', 'copy')
  expect([code, out]).toEqual([0, expect.stringContaining('3 pulled')])
  expect(new Uint8Array(await readFile(join(desk, 'copy/2019-05-06-odd one.md')))).toEqual(odd)
  expect(new Uint8Array(await readFile(join(desk, 'copy/dot.png')))).toEqual(picture(8))
  const again = await deckle('push', 'copy', '--dry-run')
  expect(again.out).toContain('0 created, 0 updated, 3 unchanged')
  const strange = await command.run(['pull', '--into', 'copy', '--json'], {
    cwd: desk,
    env: { XDG_STATE_HOME: join(command.directory, 'elsewhere') },
  })
  expect(JSON.parse(strange.out).pulled).toEqual([])
})

test('prune asks; where nobody can be asked it wants --yes', async () => {
  const asked = await deckle('push', '--prune')
  expect(asked.out).toMatch(/odd-one +Odd\n[\s\S]*--yes/)
  expect((await blog.api('/api/posts/odd-one')).status).toBe(200)
  expect((await deckle('push', '--prune', '--yes')).out).toContain('1 removed')
  expect((await blog.api('/api/posts/odd-one')).status).toBe(410)
})

test('a folder without posts, and one that is not there, are told in a line', async () => {
  await mkdir(join(desk, 'bare'))
  expect(await deckle('push', 'bare')).toMatchObject({
    code: 1,
    out: expect.stringContaining('holds no posts'),
  })
  expect(await deckle('push', 'nowhere')).toMatchObject({
    code: 2,
    err: 'nowhere does not exist.\n',
  })
})

test('no network is told, with a code of its own', async () => {
  const env = { DECKLE_TOKEN: 'x', DECKLE_URL: 'http://127.0.0.1:9' }
  const { code, err } = await command.run(['push'], { cwd: desk, env })
  expect([code, err]).toEqual([3, expect.stringMatching(/No answer from http:\/\/127.0.0.1:9/)])
}, 60_000)

test('a wrong token in the environment is told', async () => {
  const { code, err } = await command.run(['push'], { cwd: desk, env: { DECKLE_TOKEN: 'x' } })
  expect([code, err]).toEqual([3, expect.stringContaining('the token in DECKLE_TOKEN')])
})

test('one that no request can carry is told as well, and not shown', async () => {
  const env = { DECKLE_TOKEN: 'half of\na secret' }
  const { code, out, err } = await command.run(['push'], { cwd: desk, env })
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('the token in DECKLE_TOKEN')
  expect(err).not.toContain('secret')
})

test('help teaches by example; a typing mistake is answered with what there is', async () => {
  const help = await deckle('push', '--help')
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('deckle push --dry-run') })
  expect((await deckle('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  const wrong = await deckle('psuh')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('push, pull')])
  expect(await deckle('push', '--frce')).toMatchObject({ code: 2 })
})

test('bash completes commands and options', async () => {
  const { out } = await deckle('completion', 'bash')
  const complete = (...words: string[]) => {
    const script = `${out}\nCOMP_WORDS=(deckle ${words.join(' ')}); COMP_CWORD=${words.length}; _deckle; echo "\${COMPREPLY[*]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim()
  }
  expect(complete('pu')).toBe('push pull')
  expect(complete('push', '--m')).toBe('--mine')
  expect((await deckle('completion', 'csh')).code).toBe(2)
})

test('in a Chinese locale it speaks Chinese', async () => {
  const options = { cwd: desk, env: { LANG: 'zh_CN.UTF-8' } }
  expect((await command.run(['push'], options)).out).toContain('未变 2')
  expect((await command.run([], options)).out).toContain('发送本地的改动')
})
