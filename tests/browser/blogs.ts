/** The blogs that the browser looks at: one with every kind of page in it, one that is empty, one in Arabic. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { shared } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'
import { ARABIC, JAPANESE, KITCHEN_SINK, LONG, TRADITIONAL } from './posts.ts'

/** What a page is, and its path. */
export type Pages = [kind: string, path: string][]

const content = join(import.meta.dirname, '../../content')
const SEED = '2014-11-16-Pycon2014@Shanghai.md'
const TAGGED = 53

/** Every kind of page: the blog's own posts, the seed where it is at hand, and enough more for lists with pages. */
export async function openFull(): Promise<{ blog: Blog; pages: Pages }> {
  const blog = await openBlog({ vars: { SITE_AUTHOR: 'Deckle' } })
  const pages: Pages = []
  for (let n = 1; n <= TAGGED; n++) {
    const day = String(1 + (n % 28)).padStart(2, '0')
    const [month, year] = [String(1 + (n % 12)).padStart(2, '0'), 2016 + Math.floor(n / 20)]
    await push(
      blog,
      `${year}-${month}-${day}-sheet-${n}.md`,
      `---\ntags: [Sheets]\n---\n${LONG(n)}`,
    )
  }
  const files = readdirSync(content).filter((name) => name.endsWith('.md'))
  for (const name of files) {
    const path = await push(blog, name, readFileSync(join(content, name), 'utf8'), content)
    pages.push([name.replace(/\.md$|[\d-]{11}/g, ''), path])
  }
  const seed = shared(`seed/${SEED}`)
  if (seed) {
    pages.push(['seed', await push(blog, SEED, readFileSync(seed, 'utf8'), join(seed, '..'))])
  }
  for (const [name, source] of Object.entries({ KITCHEN_SINK, JAPANESE, TRADITIONAL, ARABIC })) {
    pages.push([name.toLowerCase().replace('_', '-'), await push(blog, `${name}.md`, source)])
  }
  const gone = await push(blog, 'gone.md', '# Gone soon')
  await blog.api(gone.replace('/posts/', '/api/posts/'), { method: 'DELETE' })
  await settle(blog)
  pages.push(['home', '/'], ['page', '/page/1'], ['archive', '/archive'], ['year', '/archive/2018'])
  pages.push(['tags', '/tags'], ['tag', '/tags/sheets'])
  pages.push(['categories', '/categories'], ['category', '/categories/guides'])
  pages.push(['search', '/search'], ['hits', '/search?q=paper'], ['no-hits', '/search?q=zzz'])
  pages.push(['not-found', '/nothing-here'], ['gone', gone])
  return { blog, pages }
}

export async function openEmpty(): Promise<{ blog: Blog; pages: Pages }> {
  return { blog: await openBlog({ vars: { SITE_NAV: '' } }), pages: [['empty', '/']] }
}

export async function openArabic(): Promise<{ blog: Blog; pages: Pages }> {
  const vars = {
    SITE_LANGUAGE: 'ar',
    SITE_TITLE: 'دفتر الورق',
    SITE_DESCRIPTION: 'عن الورق والحبر',
  }
  const blog = await openBlog({ vars: { ...vars, SITE_NAV: 'عن=/about' } })
  const post = await push(blog, '2026-11-20-waraq.md', ARABIC)
  await push(
    blog,
    '2026-11-18-hello.md',
    '---\nlang: en\ntags: [مدن]\n---\n# A guest in English\n\nHello.',
  )
  await push(
    blog,
    'about.md',
    '---\nlayout: page\nslug: about\n---\n# عن المدونة\n\nدفتر عن الورق والحبر.',
  )
  await settle(blog)
  const pages: Pages = [['post', post]]
  pages.push(['home', '/'], ['archive', '/archive'], ['tags', '/tags'], ['not-found', '/none'])
  return { blog, pages: pages.map(([kind, path]) => [`arabic-${kind}`, path]) }
}

/** Pushes a post with the pictures it names. Gives its path. */
async function push(blog: Blog, name: string, source: string, beside?: string): Promise<string> {
  const pictures = beside
    ? readdirSync(beside).filter((file) => !file.endsWith('.md') && source.includes(file))
    : []
  const images = pictures.map((file) => [file, readFileSync(join(beside ?? '', file))])
  const answer = await blog.push(name, source, Object.fromEntries(images))
  if (answer.status !== 201) throw new Error(`${name}: ${await answer.text()}`)
  return new URL(((await answer.json()) as { url: string }).url).pathname
}

/** Waits until the shelf holds what the ledger does: a key is written at most once a second. */
async function settle(blog: Blog): Promise<void> {
  const pending = async () =>
    ((await (await blog.api('/api/status')).json()) as { pending: { documents: number } }).pending
      .documents
  await vi.waitUntil(async () => (await pending()) === 0, { timeout: 60_000, interval: 200 })
}
