/** The ways to change a post, each with what must be true once it has gone through, however often that took. */

import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { POST } from '../cli/archive/pack.ts'
import { grey } from '../images/grey.ts'
import type { ProvenBlog } from './blog.ts'

const DAY = 86_400_000

export interface Operation {
  /** Makes what the change needs. It begins once that is quiet, unless it is `unsettled`. */
  prepare?(blog: ProvenBlog, slug: string): Promise<unknown>
  unsettled?: true
  /** Sends the change; sent again it is the same change. */
  act(blog: ProvenBlog, slug: string): Promise<Response>
  /** Does it ask R2 for something? */
  pictured?: true
  /** Is it the alarm that shows it? After a death in an alarm the platform waits for seconds. */
  alarmed?: true
  /** What readers are answered, and how many revisions there are, once all is quiet. */
  page: 200 | 404 | 410
  revisions: number
  /** Stands in the page. */
  text?: string
}

async function put(
  blog: ProvenBlog,
  slug: string,
  text: string,
  { front = '', image }: { front?: string; image?: Uint8Array } = {},
): Promise<Response> {
  const form = new FormData()
  form.append('post', new File([sourceOf(slug, text, front, Boolean(image))], `${slug}.md`))
  if (image) form.append('image', new File([new Uint8Array(image)], 'grey.png'))
  return blog.api(`/api/posts/${slug}`, {
    method: 'PUT',
    headers: { 'Idempotency-Key': `${slug} ${text}` },
    body: form,
  })
}

function sourceOf(slug: string, text: string, front = '', pictured = false): string {
  const picture = pictured ? '\n![grey](grey.png)\n' : ''
  return `---\ntitle: ${slug}\ntags: [proof]\n${front}---\n\n${text}\n${picture}`
}

const keyed = (slug: string) => ({ headers: { 'Idempotency-Key': `${slug} key` } })
const create = (blog: ProvenBlog, slug: string) => put(blog, slug, 'First text')
const remove = (blog: ProvenBlog, slug: string) =>
  blog.api(`/api/posts/${slug}`, { method: 'DELETE', ...keyed(slug) })
const inTenDays = (slug: string) => ({
  front: `date: ${new Date(dates.get(slug) ?? 0).toISOString()}\n`,
})
/** A retry sends the very bytes of the first try. */
const dates = new Map<string, number>()
const schedule = async (blog: ProvenBlog, slug: string) => {
  if (!dates.has(slug)) dates.set(slug, (await blog.clock()) + 10 * DAY)
  return put(blog, slug, 'Later text', inTenDays(slug))
}

export const operations: Record<string, Operation> = {
  create: { act: create, page: 200, revisions: 1, text: 'First text' },
  edit: {
    prepare: create,
    act: (blog, slug) => put(blog, slug, 'Second text'),
    page: 200,
    revisions: 2,
    text: 'Second text',
  },
  remove: { prepare: create, act: remove, page: 410, revisions: 2 },
  restore: {
    async prepare(blog, slug) {
      await create(blog, slug)
      await remove(blog, slug)
    },
    act: (blog, slug) =>
      blog.api(`/api/posts/${slug}/restore`, { method: 'POST', ...keyed(`${slug} back`) }),
    page: 200,
    revisions: 3,
    text: 'First text',
  },
  schedule: { act: schedule, page: 404, revisions: 1 },
  'fall due': {
    prepare: schedule,
    async act(blog) {
      await blog.clock({ leap: 11 * DAY })
      await blog.alarmed()
      return new Response()
    },
    alarmed: true,
    page: 200,
    revisions: 1,
    text: 'Later text',
  },
  'look whether it is there': {
    prepare: (blog, slug) => create(blog, slug),
    async act(blog) {
      await blog.clock({ leap: 120_000 })
      await blog.alarmed()
      return new Response()
    },
    unsettled: true,
    alarmed: true,
    page: 200,
    revisions: 1,
    text: 'First text',
  },
  import: {
    async prepare(blog, slug) {
      // Nothing but what began in an empty blog may be gone on with.
      const form = new FormData()
      form.append('image', new File([new Uint8Array(shadeOf(slug))], 'grey.png'))
      const answer = await blog.api('/api/images', { method: 'POST', body: form })
      const { images } = (await answer.json()) as { images: { key: string }[] }
      pictures.set(slug, images[0]?.key ?? expect.fail('no picture was stored'))
    },
    async act(blog, slug) {
      const answer = await importPost(blog, slug, pictures.get(slug))
      if (answer.ok) await blog.alarmed()
      return answer
    },
    pictured: true,
    alarmed: true,
    page: 200,
    revisions: 2,
    text: '/images/',
  },
  'post with a picture': {
    act: (blog, slug) => put(blog, slug, 'Shown text', { image: shadeOf(slug) }),
    pictured: true,
    page: 200,
    revisions: 1,
    text: '/images/',
  },
}

const pictures = new Map<string, string>()

/** Takes in a post of two revisions from an archive, which an empty blog must have begun with. */
export async function importPost(blog: ProvenBlog, slug: string, key?: string): Promise<Response> {
  const textOf = (source: string) => {
    return { source, sha256: createHash('sha256').update(source).digest('hex') }
  }
  const { status, date, aliases, related, card, place, ...version } = POST
  const named = { ...version, slug, title: slug, name: `${slug}.md` }
  const pictures = key ? [{ address: 'grey.png', key }] : []
  const rest = { status, date, aliases, related, card, place }
  const record = { ...named, ...rest, revision: 2, action: 'update', pictures }
  const image = { key, name: '', created: POST.changed, preview: null }
  const body = {
    archive: 'proof',
    posts: [{ record, ...textOf(sourceOf(slug, 'Imported text', '', Boolean(key))) }],
    revisions: [{ record: named, ...textOf('# Before\n') }],
    images: key ? [image] : [],
  }
  return blog.api('/api/import', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Another picture for each slug. */
function shadeOf(slug: string): Uint8Array {
  const sum = [...slug].reduce((all, each) => (all * 31 + each.charCodeAt(0)) % 65_521, 7)
  return grey(4 + (sum % 61), 4 + Math.floor(sum / 61), sum % 251)
}

/** When quiet: readers see what is stored, be it the change or none, with every picture. */
export async function expectShown(blog: ProvenBlog, slug: string): Promise<void> {
  const record = await blog.api(`/api/posts/${slug}`)
  const { status = 'gone', etag } = (await record.json()) as { status?: string; etag?: string }
  const page = await blog.fetch(`/posts/${slug}`)
  expect([slug, status, page.ok]).toEqual([slug, status, status === 'published'])
  const html = await page.text()
  if (!page.ok) return
  const source = await blog.api(`/api/posts/${slug}`, { headers: { Accept: 'text/markdown' } })
  const text = /\n---\n\n(.*)/.exec(await source.text())?.[1] ?? expect.fail(`${etag} has no text`)
  expect(html).toContain(text)
  for (const [, path = ''] of html.matchAll(/<img[^>]* src="?(\/images\/[^" >]+)/g)) {
    expect([path, (await blog.fetch(path)).status]).toEqual([path, 200])
  }
}

/** When quiet: the change went through, once, and is found or not any more. */
export async function expectDone(blog: ProvenBlog, slug: string, operation: Operation) {
  const { page, revisions, text = '' } = operation
  const answer = await blog.fetch(`/posts/${slug}`)
  const html = await answer.text()
  expect([slug, answer.status, html.includes(text)]).toEqual([slug, page, true])
  const history = await blog.api(`/api/posts/${slug}/revisions`)
  const told = (await history.json()) as { revisions: unknown[] }
  expect([slug, told.revisions.length]).toEqual([slug, revisions])
  const found = await (await blog.fetch(`/search?q=${slug}`)).text()
  expect([slug, found.includes(`href="/posts/${slug}"`)]).toEqual([slug, page === 200])
}
