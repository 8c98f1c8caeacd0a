/** The site's own words, in the languages it speaks: what they are, and which are chosen. */

import { ar } from './words/ar.ts'
import { en } from './words/en.ts'
import { ja } from './words/ja.ts'
import { hans } from './words/zh-hans.ts'
import { hant } from './words/zh-hant.ts'

/** A page that says one thing: what happened, and what to do now. */
export interface Notice {
  title: string
  text: string
}

export interface Words {
  skip: string
  site: string
  home: string
  archive: string
  search: string
  tags: string
  categories: string
  tag: string
  category: string
  year: string
  contents: string
  /** What the article is called where its own headings begin lower than they should. */
  text: string
  updated: string
  licence: string
  /** The link to the post as Markdown. */
  source: string
  /** The button beside a block of code, before and after. */
  copy: string
  copied: string
  older: string
  newer: string
  olderPosts: string
  newerPosts: string
  around: string
  related: string
  posts: (n: number) => string
  page: (n: number) => string
  minutes: (n: number) => string
  wholeYear: (posts: number) => string
  noTags: string
  noCategories: string
  noHits: string
  tooLong: string
  empty: Notice & { other: string }
  notFound: Notice
  feed: Notice
  gone: Notice
  tooOften: Notice
  outage: Notice
  failure: Notice
}

const TRADITIONAL = ['hant', 'tw', 'hk', 'mo']
const SPOKEN: Record<string, Words> = { en, ja, ar }

/** The words for the first of these language tags that the site speaks; English when none is. */
export function wordsFor(...languages: string[]): Words {
  for (const language of languages) {
    const [primary = '', ...subtags] = language.toLowerCase().split('-')
    if (primary === 'zh') return subtags.some((tag) => TRADITIONAL.includes(tag)) ? hant : hans
    const words = SPOKEN[primary]
    if (words) return words
  }
  return en
}
