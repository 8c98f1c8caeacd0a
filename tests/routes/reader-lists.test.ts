/** Lists of posts over their pages: which posts stand where, and how one gets to the others. */

import { expect, test } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { shownPages, wholeList, yearSection } from '../../src/routes/reader/sections.ts'
import { reader } from '../../src/routes/reader.ts'
import { postsOf, Shelf } from './shelf-of.ts'

/** Slugs on a page in order, and the addresses of its pager. */
async function look(shelf: Shelf, path: string) {
  forget()
  const response = await reader.request(`https://any.host${path}`, {}, shelf.env())
  const html = await response.text()
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return {
    slugs: [...main.matchAll(/href="\/posts\/(\w+)"/g)].map((match) => match[1]),
    older: /href="([^"]+)" rel="next"/.exec(main)?.[1] ?? null,
    newer: /href="([^"]+)" rel="prev"/.exec(main)?.[1] ?? null,
  }
}

const span = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `p${from - i}`)

test('home shows the newest 20 and leads to the page of the 21st', async () => {
  const few = await look(new Shelf().site(postsOf(20)), '/')
  expect(few).toEqual({ slugs: span(20, 1), older: null, newer: null })
  const more = await look(new Shelf().site(postsOf(71)), '/')
  expect(more).toEqual({ slugs: span(71, 52), older: '/page/2#_51', newer: null })
})

test('pages are counted from the oldest and linked both ways', async () => {
  const shelf = new Shelf().site(postsOf(120))
  expect(await look(shelf, '/page/1')).toEqual({
    slugs: span(50, 1),
    older: null,
    newer: '/page/2',
  })
  expect(await look(shelf, '/page/2')).toEqual({
    slugs: span(100, 51),
    older: '/page/1',
    newer: '/page/3',
  })
  expect(await look(shelf, '/page/3')).toEqual({
    slugs: span(120, 101),
    older: '/page/2',
    newer: null,
  })
})

test('a tag shows its newest page, and the one before when that is short', async () => {
  const tagged = (count: number) =>
    new Shelf()
      .site([], { posts: count, tags: [{ key: 't', name: 'T', posts: count }] })
      .list('tag:t', postsOf(count))
  expect(await look(tagged(70), '/tags/t')).toMatchObject({
    slugs: span(70, 51),
    older: '/tags/t/1',
  })
  expect(await look(tagged(119), '/tags/t')).toMatchObject({
    slugs: span(119, 51),
    older: '/tags/t/1',
  })
  expect(await look(tagged(119), '/tags/t/2')).toEqual({
    slugs: span(100, 51),
    older: '/tags/t/1',
    newer: '/tags/t/3',
  })
})

test('a year shows its own posts only, though its pages hold those of its neighbours', async () => {
  const all = [...postsOf(60, 2019), ...postsOf(130, 2020), ...postsOf(7, 2021)].map((post, i) => ({
    ...post,
    slug: `p${i + 1}`,
  }))
  const shelf = new Shelf().site(all)
  // Posts 61 to 190: pages 2 (from 61), 3 and 4 (to 190).
  expect(await look(shelf, '/archive/2020')).toEqual({
    slugs: span(190, 151),
    older: '/archive/2020/2',
    newer: null,
  })
  expect(await look(shelf, '/archive/2020/2')).toMatchObject({
    slugs: span(150, 101),
    older: '/archive/2020/1',
    newer: '/archive/2020/3',
  })
  expect(await look(shelf, '/archive/2020/1')).toMatchObject({ slugs: span(100, 61), older: null })
  expect(await look(shelf, '/archive/2021')).toMatchObject({ slugs: span(197, 191), older: null })
  expect(await look(shelf, '/archive/2019')).toMatchObject({ slugs: span(60, 1), older: null })
})

test('the archive lists every year, with the posts at hand', async () => {
  const all = [...postsOf(60, 2019), ...postsOf(7, 2021)].map((post, i) => ({
    ...post,
    slug: `p${i + 1}`,
  }))
  const shelf = new Shelf().site(all)
  const { slugs } = await look(shelf, '/archive')
  expect(slugs).toEqual(span(67, 1))
})

test('sections are right for every count of posts', () => {
  for (let earlier = 0; earlier < 120; earlier += 7) {
    for (let posts = 1; posts < 160; posts += 3) {
      const years = [
        { year: 2020, posts },
        { year: 2019, posts: earlier },
        { year: 2021, posts: 5 },
      ]
      const { before, pages, onLast } = yearSection(years, 2020)
      const positions = Array.from({ length: posts }, (_, i) => Math.ceil((earlier + i + 1) / 50))
      expect(before + 1).toBe(positions[0])
      expect(before + pages).toBe(positions.at(-1))
      expect(onLast).toBe(positions.filter((n) => n === positions.at(-1)).length)
    }
  }
  expect(shownPages(wholeList('all', 0))).toEqual([])
  expect(shownPages(wholeList('all', 50))).toEqual([1])
  expect(shownPages(wholeList('all', 51))).toEqual([2, 1])
  expect(shownPages(wholeList('all', 70))).toEqual([2])
})
