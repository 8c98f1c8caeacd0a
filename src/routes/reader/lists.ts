/** Lists of posts: home, all posts by page, tags, categories and years. */

import { yearOf } from '../../pages/dates.ts'
import { entryId } from '../../pages/entries.tsx'
import { ArchivePage, LabelsPage } from '../../pages/index-pages.tsx'
import { ListPage, type ListPageProps } from '../../pages/list-page.tsx'
import { EmptyPage } from '../../pages/notice-page.tsx'
import { print } from '../../pages/print.ts'
import { wordsFor } from '../../pages/words.ts'
import type { Summary } from '../../post/post.ts'
import { NEWEST, PAGE_SIZE, type SiteDocument } from '../../shelf/documents.ts'
import { findList, findSite } from '../../shelf/read.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { page, redirect } from './answers.ts'
import type { Reading } from './reading.ts'
import {
  findLabel,
  pageHolding,
  type Section,
  shownPages,
  wholeList,
  yearSection,
} from './sections.ts'

export async function showHome(reading: Reading): Promise<Answer> {
  const { site } = reading
  const shelf = await findSite(reading.find)
  if (!shelf || shelf.posts === 0) {
    return page(reading, print(EmptyPage({ site })), [shelf], shelf?.next ?? null)
  }
  const next = shelf.posts - NEWEST
  const older = next > 0 ? `${urls.page(pageHolding(next))}#${entryId(next)}` : null
  const { newest: posts, posts: from, next: nextPost } = shelf
  const props = { site, heading: null, path: urls.home(), posts, from, older, newer: null }
  return page(reading, print(ListPage(props)), [shelf], nextPost)
}

/** `/page/<n>`: all posts, counted from the oldest. */
export async function showPage(reading: Reading): Promise<Answer | null> {
  const shelf = await findSite(reading.find)
  const n = readNumber(reading.param('n'))
  if (!shelf || !n) return null
  const section = wholeList('all', shelf.posts)
  const href = (page?: number) => (page ? urls.page(page) : urls.home())
  return showSection(reading, shelf, section, n, href, null)
}

export function showLabel(kind: 'tags' | 'categories') {
  return async (reading: Reading): Promise<Answer | null> => {
    const shelf = await findSite(reading.find)
    const asked = reading.param('key')
    const label = findLabel(shelf, kind, asked)
    const n = readNumber(reading.param('n'))
    if (!shelf || !label || n === null) return null
    if (asked !== label.key) return redirect(reading, label.href(n))
    const words = wordsFor(reading.site.language)
    const heading = {
      kind: kind === 'tags' ? words.tag : words.category,
      index: urls[kind](),
      name: label.name,
      posts: label.posts,
    }
    const section = wholeList(label.list, label.posts)
    return showSection(reading, shelf, section, n, label.href, heading)
  }
}

/** `/archive/<year>`: its page `n` is that of all posts, as far as it lies in the year. */
export async function showYear(reading: Reading): Promise<Answer | null> {
  const shelf = await findSite(reading.find)
  const year = Number(reading.param('year'))
  const n = readNumber(reading.param('n'))
  const found = shelf?.years.find((each) => each.year === year)
  if (!shelf || !found || n === null) return null
  const heading = {
    kind: wordsFor(reading.site.language).archive,
    index: urls.archive(),
    name: String(year),
    posts: found.posts,
    year: true,
  }
  const keep = (post: Summary) => yearOf(post.day) === year
  const section = { ...yearSection(shelf.years, year), keep }
  return showSection(reading, shelf, section, n, (page) => urls.year(year, page), heading)
}

export async function showArchive(reading: Reading): Promise<Answer> {
  const { site, find } = reading
  const shelf = await findSite(find)
  const section = wholeList('all', shelf?.posts ?? 0)
  const lists = await Promise.all(shownPages(section).map((n) => findList(find, 'all', n)))
  const posts = lists.flatMap((list) => list?.items.toReversed() ?? [])
  const years = (shelf?.years ?? []).map((each) => ({
    ...each,
    known: posts.filter((post) => yearOf(post.day) === each.year),
  }))
  const body = print(ArchivePage({ site, posts: shelf?.posts ?? 0, years }))
  return page(reading, body, [shelf, ...lists], shelf?.next ?? null)
}

export function showLabels(kind: 'tags' | 'categories') {
  return async (reading: Reading): Promise<Answer> => {
    const shelf = await findSite(reading.find)
    const counts = shelf?.[kind] ?? []
    const body = print(LabelsPage({ site: reading.site, kind, counts }))
    return page(reading, body, [shelf], shelf?.next ?? null)
  }
}

/** One page of a section, or its newest (`n` undefined) with the one before when that is short. */
async function showSection(
  reading: Reading,
  shelf: SiteDocument,
  section: Section,
  n: number | undefined,
  href: (n?: number) => string,
  heading: ListPageProps['heading'],
): Promise<Answer | null> {
  const { site, find } = reading
  const shown = shownPages(section, n)
  const [newest, oldest] = [shown.at(0), shown.at(-1)]
  if (newest === undefined || oldest === undefined) return null
  const lists = await Promise.all(
    shown.map((at) => findList(find, section.list, section.before + at)),
  )
  const posts = lists.flatMap((list) => list?.items.toReversed() ?? []).filter(section.keep)
  const older = oldest > 1 ? href(oldest - 1) : null
  const newer = n === undefined || n === section.pages ? null : href(n + 1)
  const from = (section.before + newest - 1) * PAGE_SIZE + (lists[0]?.items.length ?? 0)
  const props = { site, heading, path: href(n), posts, from, older, newer, ...(n && { n }) }
  return page(reading, print(ListPage(props)), [shelf, ...lists], shelf.next)
}

/** A page number of the address: undefined when there is none, null when it is not one. */
function readNumber(text: string): number | undefined | null {
  if (text === '') return undefined
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null
}
