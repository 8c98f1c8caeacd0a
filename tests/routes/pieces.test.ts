/** Feeds and parts of all texts after a publish: what an isolate wrote of other posts is not read again. */

import { expect, test } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { headOf, Shelf, summaryOf } from './shelf-of.ts'

/** Ten posts, each of an edition, with a text as long. */
function shelfOf(name: string, edition: (n: number) => string | undefined, length = 10): Shelf {
  const posts = Array.from({ length: 10 }, (_, n) => {
    const own = edition(n)
    return summaryOf(`${name}-${n}`, Date.UTC(2026, 0, n), own ? { edition: own } : {})
  })
  const shelf = new Shelf().site(posts)
  for (const [n, { slug, date, edition: own }] of posts.entries()) {
    const text = `${own?.startsWith('2') ? 'Second' : 'First'} text of ${n}.`.padEnd(length, '.')
    shelf.post(headOf(slug, { date, ...(own && { edition: own }) }), `<p>${text}</p>`, text)
  }
  return shelf
}

/** The answer made anew, and the keys that it took. */
async function read(shelf: Shelf, path: string) {
  forget()
  shelf.reads.length = 0
  const answer = await reader.request(`https://any.host${path}`, {}, shelf.env())
  const tags = answer.headers.get('cache-tag')?.split(',').toSorted()
  return { text: await answer.text(), tags, keys: shelf.reads.toSorted() }
}

const paths = {
  '/feed.xml': [],
  '/atom.xml': [],
  '/feed.json': [],
  '/llms-full.txt': ['list:all:1'],
}

test.each(Object.entries(paths))('%s takes the post that changed', async (path, lists) => {
  const name = path.replaceAll(/\W/g, '')
  const first = shelfOf(name, () => '1.1')
  expect((await read(first, path)).keys).toHaveLength(11 + lists.length)
  expect((await read(first, path)).keys).toEqual([...lists, 'site'])
  const [edited, unkept] = [
    shelfOf(name, (n) => (n === 4 ? '2.1' : '1.1')),
    shelfOf(name, () => ''),
  ]
  const after = await read(edited, path)
  expect(after.keys).toEqual([...lists, `post:${name}-4`, 'site'])
  expect(after.text.match(/Second text of \d/g)).toEqual(['Second text of 4'])
  const anew = await read(unkept, path)
  expect(after.tags).toEqual(anew.tags)
  expect(after.text.replace('Second', 'First')).toBe(anew.text)
})

test('a post that KV shows as it was is not kept as what its list says', async () => {
  const shelf = shelfOf('late', () => '2.1')
  shelf.post(headOf('late-4', { edition: '1.1' }), '<p>First text of 4.</p>')
  for (const _ of ['once', 'twice']) {
    const { text, keys } = await read(shelf, '/feed.xml')
    expect(text).toContain('First text of 4')
    if (_ === 'twice') expect(keys).toEqual(['post:late-4', 'site'])
  }
  shelf.post(headOf('late-4', { edition: '2.1' }), '<p>Second text of 4.</p>')
  expect((await read(shelf, '/feed.xml')).text).toContain('Second text of 4')
})

test('what is kept has its room: the oldest goes', async () => {
  const shelf = shelfOf('long', () => '1.1', 1024 * 1024)
  const again = async (slug: string) => (await read(shelf, slug)).keys
  await again('/llms-full.txt')
  expect((await again('/llms-full.txt')).length).toBeGreaterThan(3)
})
