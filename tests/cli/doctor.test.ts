/** What the doctor finds, and what it says to do. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagnose, type Examined, type Status } from '../../src/cli/diagnosis.ts'
import { RENDERER } from '../../src/post/render-post.ts'
import { type Blog, openBlog } from '../world.ts'
import { buildCommand } from './deckle.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const asked = 'https://blog.example'
const well: Status = {
  ...{ secret: 'strong' as const, renderer: RENDERER },
  ...{ version: 'v1', url: asked, time: '2026-11-22T12:00:01Z', timezone: 'UTC', missing: [] },
  bindings: { POSTS: true },
  posts: { published: 3 },
  ...{ pictures: 0, pending: { documents: 0, oldest: null }, unverified: 0 },
  ...{ overdue: 0, next: null, writes: 12, bytes: 40_960, last_error: null },
  ...{ backup: true, copied: '2026-11-22T03:00:00Z' },
}
const pages = new Map([['/', 200]])
const shelf = { checked: 7, wrong: [], repaired: false }

const find = (changes: Partial<Status>, more: Partial<Examined> = {}) =>
  diagnose({ ...well, ...changes }, { asked, now, pages, shelf, ...more }).filter(
    ({ level }) => level !== 'green',
  )

test('a blog that is well has nothing to be done', () => {
  expect(find({})).toEqual([])
})

const image = {
  binding: 'IMAGES',
  without: 'no pictures',
  add: '[[r2_buckets]]\nbinding = "IMAGES"',
}

test.each<[string, Partial<Status>, 'red' | 'yellow', RegExp, RegExp]>([
  ['another address', { url: 'http://localhost:8787' }, 'red', /localhost/, /SITE_URL = "https:/],
  ['a missing binding', { missing: [image] }, 'yellow', /IMAGES/, /^ {4}\[\[r2_buckets\]\]$/m],
  ['no shelf', { missing: [{ ...image, binding: 'POSTS' }] }, 'red', /POSTS/, /wrangler\.toml/],
  [
    'a slow drain',
    { pending: { documents: 2, oldest: 90_000 } },
    'yellow',
    /90 s/,
    /by themselves/,
  ],
  ['a stuck drain', { pending: { documents: 2, oldest: 7e6 } }, 'red', /117 min/, /KV/],
  ['an overdue post', { overdue: 2 }, 'red', /2 scheduled/, /--repair/],
  ['no copy yet', { copied: null }, 'yellow', /first nightly copy/, /IMAGES/],
  ['an old copy', { copied: '2026-11-20T03:00:00Z' }, 'red', /57 h ago/, /tail/],
  ['nearly all writes', { writes: 900 }, 'yellow', /900 .* 1000/, /paid/],
  ['all writes', { writes: 1000 }, 'red', /1000 .* 1000/, /next day/],
  [
    'an error',
    { last_error: { at: '2026-11-22T11:00:00Z', message: 'KV 503' } },
    'yellow',
    /60 min ago: KV 503/,
    /tail/,
  ],
  ['a weak secret', { secret: 'weak' }, 'yellow', /guessed/, /secret put AUTHOR_TOKEN/],
  ['another renderer', { renderer: '0' }, 'yellow', /does not render/, /up to date/],
  ['no version', { version: null }, 'yellow', /unknown/, /version metadata/],
])('%s', (_, changes, level, says, todo) => {
  expect(find(changes)).toEqual([
    { level, says: expect.stringMatching(says), todo: expect.stringMatching(todo) },
  ])
})

test('a clock that is wrong, and pages that readers do not get', () => {
  expect(find({}, { now: now + 300_000 })).toMatchObject([
    { level: 'yellow', says: expect.stringContaining('5 min ahead') },
  ])
  const broken = new Map([
    ['/', 500],
    ['/posts/a', 404],
  ])
  expect(find({}, { pages: broken }).map(({ level, todo }) => [level, todo])).toEqual([
    ['red', expect.stringContaining('tail')],
    ['red', expect.stringContaining('--repair')],
  ])
})

describe('against a running blog', () => {
  let command: ReturnType<typeof buildCommand>
  const desk = mkdtempSync(join(tmpdir(), 'deckle-doctor-'))

  beforeAll(() => {
    command = buildCommand()
  })
  afterAll(() => {
    command.remove()
    rmSync(desk, { recursive: true })
  })

  /** Waits till the ledger has seen all it put. */
  const verified = (blog: Blog) =>
    expect
      .poll(async () => (await blog.api('/api/status')).json(), { timeout: 20_000 })
      .toMatchObject({ pending: { documents: 0 }, unverified: 0 })

  test('it names what is missing, and goes red when a page is lost; --repair brings it back', async () => {
    const blog = await openBlog({ without: ['IMAGES', 'LIMITER'], vars: { KV_WINDOW: '0.5' } })
    const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' }
    const doctor = (...args: string[]) => command.run(['doctor', ...args], { cwd: desk, env })
    try {
      await blog.push('a.md', '---\ntitle: A\n---\n')
      const first = await doctor()
      expect(first.code).toBe(1) // the tests' own port is not SITE_URL
      expect(first.out).toMatch(/^! IMAGES is not bound.*\n(.*\n) {8}\[\[r2_buckets\]\]/m)
      expect(first.out).not.toContain('\x1b')
      await verified(blog)
      await blog.kv.delete('post:a')
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      const lost = await doctor()
      expect(lost.out).toContain('✗ /posts/a answers 404')
      expect(lost.out).toContain(
        '✗ 1 of 3 documents of the shelf are not as the ledger has them: post:a',
      )
      expect((await doctor('--repair')).out).toMatch(/^! 1 of 3 documents.*\n {4}They are being/m)
      await verified(blog)
      const mended = await doctor('--full')
      expect(mended.out).toContain('✓ 2 pages')
      expect(mended.out).toContain('✓ 3 documents of the shelf are as')
      const { findings } = JSON.parse((await doctor('--json')).out)
      expect(findings).toContainEqual(
        expect.objectContaining({ level: 'red', todo: expect.any(String) }),
      )
      const options = { cwd: desk, env: { ...env, LANG: 'zh_CN.UTF-8' } }
      const chinese = await command.run(['doctor'], options)
      expect(chinese.out).toMatch(/^! 没有绑定 IMAGES：带图片的上传会被拒绝/m)
      expect(chinese.out).toContain('✗ SITE_URL 是')
    } finally {
      await blog.close()
    }
  })

  test('a weak secret is told; without any the blog says how to set one', async () => {
    for (const [token, code, told] of [
      ['short', 1, '! the author token is short or simple'],
      ['change-me-to-a-long-random-value', 3, 'npx wrangler secret put AUTHOR_TOKEN'],
      [null, 3, 'npx wrangler secret put AUTHOR_TOKEN'],
    ] as const) {
      const blog = await openBlog({ token })
      const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: token ?? 'any' }
      const ran = await command.run(['doctor'], { cwd: desk, env })
      await blog.close()
      expect([ran.code, ran.out + ran.err]).toEqual([code, expect.stringContaining(told)])
    }
  })
})
