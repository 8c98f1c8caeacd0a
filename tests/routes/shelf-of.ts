/** A shelf of made-up posts in memory, and an Env around it, for tests of the reader's routes. */

import { dayOf } from '../../src/ledger/day.ts'
import { yearOf } from '../../src/pages/dates.ts'
import type { Summary } from '../../src/post/post.ts'
import { encode } from '../../src/shelf/codec.ts'
import type { PostHead, SiteDocument } from '../../src/shelf/documents.ts'

export const VARS = {
  SITE_URL: 'https://blog.example',
  SITE_TITLE: 'A & B',
  SITE_DESCRIPTION: 'Notes <kept>',
  SITE_LANGUAGE: 'en',
  SITE_TIMEZONE: 'Asia/Shanghai',
}

export const summaryOf = (slug: string, date: number, more: Partial<Summary> = {}): Summary => ({
  slug,
  title: `Title of ${slug}`,
  date,
  day: dayOf(date, VARS.SITE_TIMEZONE),
  summary: `Summary of ${slug}`,
  tags: [],
  lang: null,
  minutes: 1,
  cover: null,
  ...more,
})

export const headOf = (slug: string, more: Partial<PostHead> = {}): PostHead => ({
  // Every document begins with these.
  ver: 1,
  hash: `hash-of-${encodeURI(slug)}`,
  ...summaryOf(slug, Date.UTC(2014, 10, 15, 16)),
  state: 'live',
  kind: 'post',
  updated: null,
  updatedDay: null,
  categories: [],
  author: null,
  canonical: null,
  contents: [],
  older: null,
  newer: { slug: 'newer', title: 'A newer one' },
  ...more,
})

export class Shelf {
  readonly documents = new Map<string, Uint8Array>()
  readonly reads: string[] = []
  /** Fails as KV does in an outage. */
  down = false
  ledgerDown = false

  /** Without Markdown it is a document of an older version. */
  post(head: PostHead, html = '<p>文章</p>', markdown?: string): this {
    const parts = [html, markdown ?? ''].map((text) => new TextEncoder().encode(text))
    const whole = markdown === undefined ? head : { ...head, length: parts[0]?.length ?? 0 }
    this.documents.set(`post:${head.slug}`, encode(whole, ...parts))
    return this
  }

  mark(key: string, head: { state: 'gone' } | { state: 'moved'; to: string }): this {
    this.documents.set(`post:${key}`, encode({ ver: 1, hash: 'x', ...head }))
    return this
  }

  /** Lists of these posts (oldest first), and the site document. */
  site(posts: Summary[], more: Partial<SiteDocument> = {}): this {
    this.list('all', posts)
    const years = Map.groupBy(posts, (post) => yearOf(post.day))
    const site: SiteDocument = {
      ver: 1,
      hash: 'hash-of-site',
      posts: posts.length,
      newest: posts.slice(-20).reverse(),
      pages: [],
      tags: [],
      categories: [],
      years: [...years].map(([year, of]) => ({ year, posts: of.length })).reverse(),
      next: null,
      ...more,
    }
    this.documents.set('site', encode(site))
    return this
  }

  list(name: string, posts: Summary[]): this {
    for (let n = 1; (n - 1) * 50 < posts.length; n++) {
      const document = { ver: 1, hash: `${name}-${n}`, list: name, n }
      const items = posts.slice((n - 1) * 50, n * 50)
      this.documents.set(`list:${name}:${n}`, encode({ ...document, items }))
    }
    return this
  }

  env(vars: Record<string, string> = {}): Env {
    const find = (key: string) => this.documents.get(key) ?? null
    const kv = {
      get: async (key: string) => {
        this.reads.push(key)
        if (this.down) throw new Error('KV GET failed: 503')
        return find(key)?.slice().buffer ?? null
      },
    }
    const ledger = {
      document: async (key: string) => {
        if (this.ledgerDown) throw new Error('the ledger is down')
        return find(key)
      },
    }
    const bindings = { POSTS: kv, LEDGER: { getByName: () => ledger }, VERSION: { id: 'v1' } }
    return { ...VARS, ...bindings, ...vars } as unknown as Env
  }
}

/** `count` posts, one a day from the first of January of a year, oldest first. */
export const postsOf = (count: number, year = 2020): Summary[] =>
  Array.from({ length: count }, (_, i) => summaryOf(`p${i + 1}`, Date.UTC(year, 0, 1 + i, 4)))
