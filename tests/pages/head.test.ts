/** The head of a page: data for search engines that nothing escapes from, languages, feeds, other forms. */

import { expect, test } from 'vitest'
import { ListPage } from '../../src/pages/list-page.tsx'
import { NoticePage } from '../../src/pages/notice-page.tsx'
import { PostPage } from '../../src/pages/post-page.tsx'
import { readSite } from '../../src/site.ts'
import { headOf, VARS } from '../routes/shelf-of.ts'
import { sharedJson } from '../shared.ts'
import { dataOf, withoutData } from './data-blocks.ts'

const site = readSite(VARS)
const show = (more: Parameters<typeof headOf>[1] = {}, settings = {}) =>
  PostPage({ site: { ...site, ...settings }, post: headOf('hello', more) })?.html ?? ''

type Graph = { '@graph': Record<string, unknown>[] }

test('a post is a BlogPosting, and the way to it is a BreadcrumbList', () => {
  const html = show({
    title: 'A "title" & <more>',
    author: 'Ada <ada@example.org>',
    updated: Date.UTC(2015, 0, 2),
    cover: '/images/c.jpg',
    tags: [
      { key: 'a', name: 'A' },
      { key: 'b', name: 'B' },
    ],
    categories: [{ key: 'c#', name: 'C#' }],
  })
  const [data] = dataOf(html) as Graph[]
  const address = 'https://blog.example/posts/hello'
  expect(data?.['@graph'][0]).toEqual({
    '@type': 'BlogPosting',
    '@id': address,
    url: address,
    headline: 'A "title" & <more>',
    description: 'Summary of hello',
    image: 'https://blog.example/images/c.jpg',
    inLanguage: 'en',
    datePublished: '2014-11-15T16:00:00Z',
    dateModified: '2015-01-02T00:00:00Z',
    author: { '@type': 'Person', name: 'Ada' },
    keywords: 'A, B',
  })
  const steps = data?.['@graph'][1]?.itemListElement as { name: string; item: string }[]
  expect(steps.map(({ name, item }) => [name, item])).toEqual([
    ['A & B', 'https://blog.example/'],
    ['C#', 'https://blog.example/categories/c%23'],
    ['A "title" & <more>', address],
  ])
})

const NAUGHTY = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '\u2028alert(1)\u2029',
  '&lt;/script&gt;',
  '\\u003c/script>',
  '"}</ScRiPt ',
  '\ud800 \0 \u0007',
  ...naughtyStrings(),
]

test('no text gets out of the data', () => {
  for (const text of NAUGHTY) {
    const html = show({ title: text, summary: text, tags: [{ key: 'x', name: text }] })
    const [data] = dataOf(html) as Graph[]
    const [post] = data?.['@graph'] ?? []
    expect([post?.headline, post?.description || '', post?.keywords || '']).toEqual([
      text,
      text,
      text,
    ])
    expect(withoutData(html)).not.toMatch(/<script/i)
    const [, block = ''] = /ld\+json">(.*?)<\/script>/s.exec(html) ?? []
    expect(block).not.toMatch(/[<>&\u2028\u2029]/)
  }
})

test('translations of a post name each other', () => {
  const html = show({
    translations: [
      { slug: 'hello', title: 'Hello', kind: 'post', lang: 'en' },
      { slug: '你好', title: '你好', kind: 'post', lang: null },
      { slug: 'bonjour', title: 'Bonjour', kind: 'page', lang: 'fr-CA' },
    ],
  })
  const found = [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)]
  expect(found.map(([, lang, href]) => [lang, href])).toEqual([
    ['en', 'https://blog.example/posts/hello'],
    ['zh', 'https://blog.example/posts/%E4%BD%A0%E5%A5%BD'],
    ['fr-CA', 'https://blog.example/bonjour'],
  ])
})

test('every page leads to the feeds, a tag’s also to its own, an error to none', () => {
  const feeds = (html = '') =>
    [...html.matchAll(/<link rel="alternate" type="application[^>]*href="([^"]*)"/g)].map(
      ([, to]) => to,
    )
  const all = ['/feed.xml', '/atom.xml', '/feed.json']
  expect(feeds(show())).toEqual(all)
  const props = { site, heading: null, posts: [], from: 0, older: null, newer: null }
  const own = ['/tags/c%23/feed.xml', '/tags/c%23/atom.xml']
  expect(feeds(ListPage({ ...props, path: '/tags/c%23' })?.html)).toEqual([...own, ...all])
  expect(feeds(ListPage({ ...props, path: '/tags/c%23/2' })?.html)).toEqual([...own, ...all])
  expect(feeds(NoticePage({ site, kind: 'notFound', status: 404 })?.html)).toEqual([])
})

test('a card has a large picture when there is one', () => {
  expect(show()).toContain('<meta name="twitter:card" content="summary">')
  expect(show({ cover: '/images/a.png' })).toContain('content="summary_large_image"')
})

test('the Markdown is named when there is any', () => {
  expect(show({ length: 10 })).toContain(
    '<link rel="alternate" type="text/markdown" href="/posts/hello.md">',
  )
  expect(show()).not.toContain('<link rel="alternate" type="text/markdown"')
})

function naughtyStrings(): string[] {
  return sharedJson<{ strings: string[] }>('suites/naughty-strings.json')?.strings ?? []
}
