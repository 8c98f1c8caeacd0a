/** Which pages of a list a reader sees: arithmetic on counts, since pages hold 50 from the oldest. */

import { labelKey } from '../../post/labels.ts'
import type { Summary } from '../../post/post.ts'
import { type ListName, NEWEST, PAGE_SIZE, type SiteDocument } from '../../shelf/documents.ts'
import { urls } from '../../urls.ts'

/** A run of a list's pages, numbered from 1: a whole list, or one year of all posts. */
export interface Section {
  list: ListName
  /** Pages of the list that lie before the first of this section. */
  before: number
  pages: number
  /** Posts of this section on its last, newest page. */
  onLast: number
  /** Which posts of those pages belong to the section. */
  keep: (post: Summary) => boolean
}

const keepAll = () => true

/** The page that holds a position; the oldest post has position 1. */
export const pageHolding = (position: number): number => Math.ceil(position / PAGE_SIZE)

export function wholeList(list: ListName, posts: number): Section {
  const pages = pageHolding(posts)
  return { list, before: 0, pages, onLast: posts - (pages - 1) * PAGE_SIZE, keep: keepAll }
}

/** `years` with their counts, in any order. The year must be one of them. */
export function yearSection(years: { year: number; posts: number }[], year: number): Section {
  const earlier = years.reduce((sum, each) => sum + (each.year < year ? each.posts : 0), 0)
  const posts = years.find((each) => each.year === year)?.posts ?? 0
  const before = Math.floor(earlier / PAGE_SIZE)
  const last = pageHolding(earlier + posts)
  return {
    list: 'all',
    before,
    pages: last - before,
    onLast: earlier + posts - Math.max(earlier, (last - 1) * PAGE_SIZE),
    keep: keepAll,
  }
}

/** A tag or category by any spelling of its key, with its list and its pages' addresses; null when it has no posts. */
export function findLabel(shelf: SiteDocument | null, kind: 'tags' | 'categories', asked: string) {
  const find = (key: string) => shelf?.[kind].find((each) => each.key === key)
  const label = find(asked) ?? find(labelKey(asked))
  if (!label) return null
  const list: ListName = kind === 'tags' ? `tag:${label.key}` : `category:${label.key}`
  const href = (n?: number) => (kind === 'tags' ? urls.tag : urls.category)(label.key, n)
  return { ...label, list, href }
}

/**
 * The pages to show, newest first: page `n`, or without it the newest, together with the one before
 * when the newest is short. Empty when there is no page `n`.
 */
export function shownPages(section: Section, n?: number): number[] {
  const { pages, onLast } = section
  if (n !== undefined) return n <= pages ? [n] : []
  if (pages === 0) return []
  return pages > 1 && onLast < NEWEST ? [pages, pages - 1] : [pages]
}
