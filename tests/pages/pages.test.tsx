/** The pages' own parts: escaping, the head, the languages of posts, words and dates. */

import { expect, test } from 'vitest'
import { dayOf } from '../../src/ledger/day.ts'
import { formatDay, isoDate, yearOf } from '../../src/pages/dates.ts'
import { LabelsPage } from '../../src/pages/index-pages.tsx'
import { languageOf } from '../../src/pages/language.ts'
import { ListPage } from '../../src/pages/list-page.tsx'
import { NoticePage } from '../../src/pages/notice-page.tsx'
import { PostPage } from '../../src/pages/post-page.tsx'
import { print } from '../../src/pages/print.ts'
import { SearchPage } from '../../src/pages/search-page.tsx'
import { wordsFor } from '../../src/pages/words.ts'
import { readSite } from '../../src/site.ts'
import { headOf, summaryOf, VARS } from '../routes/shelf-of.ts'

const site = readSite({ ...VARS, SITE_NAV: 'About=/about' })
const ARTICLE = new TextEncoder().encode('<p>The article.</p>')

const show = (more: Parameters<typeof headOf>[1] = {}, settings = {}) =>
  new TextDecoder().decode(
    print(PostPage({ site: { ...site, ...settings }, post: headOf('hello', more) }), ARTICLE),
  )

test('JSX escapes text and attributes, and leaves out what is false', () => {
  const nothing = undefined
  const page = (
    <p title={'"<&>'} lang={nothing} hidden={false}>
      {'<b>&"'} {0} {false} {null} {[1, ['<i>']]}
      <br />
    </p>
  )
  expect(page?.html).toBe(
    '<p title="&quot;&lt;&amp;&gt;">&lt;b&gt;&amp;&quot; 0   1&lt;i&gt;<br></p>',
  )
})

test('the head names one address, made from SITE_URL, and describes the post', () => {
  const html = show({
    slug: '中文',
    title: 'A "title" & <more>',
    author: 'Ada',
    updated: Date.UTC(2015, 0, 2),
    cover: '/images/c.jpg',
  })
  const head = html.slice(0, html.indexOf('</head>'))
  expect(head).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/)
  expect(head).toContain('<title>A &quot;title&quot; &amp; &lt;more&gt; · A &amp; B</title>')
  const address = 'https://blog.example/posts/%E4%B8%AD%E6%96%87'
  expect(head).toContain(`<link rel="canonical" href="${address}">`)
  expect(head).toContain(`<meta property="og:url" content="${address}">`)
  expect(head).toContain('<meta property="og:type" content="article">')
  expect(head).toContain('<meta property="og:locale" content="en_US">')
  expect(head).toContain('<meta property="og:image" content="https://blog.example/images/c.jpg">')
  expect(head).toContain('<meta name="author" content="Ada">')
  expect(head).toContain('content="2014-11-15T16:00:00Z"')
  expect(head).toContain('content="2015-01-02T00:00:00Z"')
  expect(head).not.toMatch(/<script(?! type="application.ld.json")|src=/)
})

test('a canonical address of the author’s own wins', () => {
  const html = show({ canonical: 'https://else.example/a' })
  expect(html).toContain('<link rel="canonical" href="https://else.example/a">')
})

test('an error page has no address and is not indexed', () => {
  const page = NoticePage({ site, kind: 'notFound', status: 404 })
  expect(page?.html).toContain('<meta name="robots" content="noindex">')
  expect(page?.html).not.toContain('canonical')
})

test('the article stands in the page once, and exactly where it belongs', () => {
  expect(show().split('The article.').length).toBe(2)
  expect(show()).toContain('<div class="prose"><p>The article.</p></div>')
})

test('a post shows its date in the zone of the site, its labels and its neighbours', () => {
  const html = show({
    tags: [{ key: 'c#', name: 'C#' }],
    categories: [{ key: 'notes', name: 'Notes & more' }],
    older: { slug: 'o', title: 'The older <one>' },
    newer: null,
  })
  expect(html).toContain('<time datetime="2014-11-15T16:00:00Z">16 November 2014</time>')
  expect(html).toContain('href="/tags/c%23"')
  expect(html).toContain('Notes &amp; more')
  expect(html).toMatch(/<a href="\/posts\/o" rel="prev">.*The older &lt;one&gt;/)
  expect(html).not.toContain('rel="next"')
})

test('contents appear from three headings on, two levels deep', () => {
  const heading = (level: number, text: string) => ({ level, id: text, text })
  const two = [heading(2, 'a'), heading(2, 'b')]
  expect(show({ contents: two })).not.toContain('<details class="contents">')
  const html = show({ contents: [...two, heading(3, '中'), heading(4, 'deep')] })
  expect(html).toContain('<li><a href="#a">a</a></li>')
  expect(html).toContain('<li class="sub"><a href="#中">中</a></li>')
  expect(html).not.toContain('deep')
})

test('labels stand by how many posts they have, then by name, whatever its case', () => {
  const counts = ['moving', 'Test', 'iOS', 'NASA'].map((name) => ({ key: name, name, posts: 1 }))
  const most = { key: 'paper', name: 'paper', posts: 9 }
  const { html } = LabelsPage({ site, kind: 'tags', counts: [...counts, most] }) ?? {}
  const names = [...(html ?? '').matchAll(/<li><a [^>]*>([^<]*)/g)].map(([, name]) => name)
  expect(names).toEqual(['paper', 'iOS', 'moving', 'NASA', 'Test'])
})

test('no space follows a full-width mark in what a search found', () => {
  const hit = { ...summaryOf('hello', 0), path: '/posts/hello', kind: 'post' as const }
  const found = { ...hit, title: ['Paper'], excerpt: ['一行。 又', '一行', '， and more. Then 末'] }
  const page = SearchPage({ site, query: '一行', n: 1, found: { hits: [found], more: false } })
  expect(page?.html).toContain('一行。又<mark>一行</mark>，and more. Then 末')
})

test('a Chinese post on an English site is marked and worded as Chinese', () => {
  const html = show({ title: '上海 PyCon 一日', summary: '宿舍楼还没有开灯，我就出门了。' })
  expect(html).toContain('<html lang="zh">')
  expect(html).toContain('2014年11月16日')
  expect(html).toContain('约 1 分钟')
  const posts = [summaryOf('a', 1, { title: '上海', summary: '' }), summaryOf('b', 2)]
  const props = { site, heading: null, path: '/', posts, from: 2, older: null, newer: null }
  const home = ListPage(props)?.html
  expect(home).toContain('<html lang="en">')
  expect(home?.match(/<(h2|p)( lang="zh")?>(?!<a href="\/posts\/b)/g)).toContain('<h2 lang="zh">')
  expect(home?.match(/ lang="zh"/g)).toHaveLength(1)
})

const LANGUAGES: [title: string, lang: string | null, site: string, expected: string][] = [
  ['Hello', null, 'en', 'en'],
  ['上海 PyCon 一日', null, 'en', 'zh'],
  ['A word of 中 in English', null, 'en', 'en'],
  ['東京の朝はとても静か', null, 'en', 'ja'],
  ['안녕하세요 여러분', null, 'en', 'ko'],
  ['上海', 'zh-Hant', 'en', 'zh-Hant'],
  ['Hello', null, 'zh-Hans', 'zh-Hans'],
  ['', null, 'de', 'de'],
  ['A whole sentence in English, on a site in Chinese: it is English', null, 'zh', 'en'],
  ['The word 页 in the middle of a whole sentence is English all the same', null, 'zh', 'en'],
  ['用 npm run build and then npm run deploy to put it on the net 即可', null, 'zh', 'zh'],
  ['A whole sentence in English, on a site in Persian: it is English', null, 'fa', 'en'],
  ['Une phrase tout entière sur un site qui est en allemand, oui', null, 'de', 'de'],
]

for (const [title, lang, siteLanguage, expected] of LANGUAGES) {
  test(`language of "${title}" (${lang}) on a site in ${siteLanguage}: ${expected}`, () => {
    expect(languageOf({ title, summary: '', lang }, siteLanguage)).toBe(expected)
  })
}

test('words come in the first language that the site speaks', () => {
  expect(wordsFor('zh').archive).toBe('归档')
  expect(wordsFor('zh-Hant-TW').archive).toBe('彙整')
  expect(wordsFor('zh-TW').archive).toBe('彙整')
  expect(wordsFor('en-GB').archive).toBe('Archive')
  expect(wordsFor('fr', 'zh-CN').archive).toBe('归档')
  expect(wordsFor('fr').archive).toBe('Archive')
})

test('dates are those of the zone, not of the server, in the words of the page', () => {
  const newYear = Date.UTC(2019, 11, 31, 16)
  const day = dayOf(newYear, 'Asia/Shanghai')
  expect(day).toBe('2020-01-01')
  expect(dayOf(newYear, 'UTC')).toBe('2019-12-31')
  expect(yearOf(day)).toBe(2020)
  expect(formatDay(day, 'short', 'en')).toBe('1 Jan 2020')
  expect(formatDay(day, 'long', 'zh-Hans')).toBe('2020年1月1日')
  expect(formatDay(day, 'day', 'en')).toBe('1 Jan')
  expect(formatDay(day, 'long', 'fr')).toBe('1 janvier 2020')
  expect(isoDate(newYear)).toBe('2019-12-31T16:00:00Z')
})
