/** Translations of one post know each other, and only what changes for the others is written for them. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodePost } from '../../src/shelf/codec.ts'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { settle } from './audit.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
  // A post between any two of the group, so that no neighbour is written for another reason.
  for (let day = 1; day <= 9; day++) await push(`between-${day}`, `2020-01-0${day}T12:00:00Z`)
})
afterAll(() => blog.close())

async function push(slug: string, date: string, more = '', text = 'Text'): Promise<void> {
  const answer = await blog.push(
    `${slug}.md`,
    `---\ntitle: ${slug}\ndate: ${date}\n${more}---\n${text}\n`,
  )
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
}

async function languages(slug: string): Promise<unknown> {
  await settle(blog)
  const bytes = await blog.kv.get(keys.post(slug), 'arrayBuffer')
  const { head } = decodePost(new Uint8Array(bytes ?? expect.fail(`no ${slug}`)))
  return head.state === 'live' ? head.translations?.map((each) => [each.slug, each.lang]) : null
}

async function writtenBy(change: () => Promise<unknown>): Promise<string[]> {
  await settle(blog)
  await new Promise((done) => setTimeout(done, 1_100))
  await blog.meter.reset()
  await change()
  await settle(blog)
  return Object.keys((await blog.meter.read()).put).filter((key) => key.startsWith('post:'))
}

const all = [
  ['hello', 'en'],
  ['bonjour', 'fr'],
  ['你好', 'zh'],
]

it('shows every language on every member, in whatever order they come', async () => {
  await push('bonjour', '2020-01-02', 'lang: fr\ntranslation_of: hello\n')
  expect(await languages('bonjour')).toBeUndefined()
  await push('hello', '2020-01-04', 'lang: en\n')
  await push('你好', '2020-01-06', 'lang: zh\ntranslation_of: /posts/hello\n')
  for (const [slug = ''] of all) expect([slug, await languages(slug)]).toEqual([slug, all])
})

it('an edit of the text writes none of the others, a new language all of them', async () => {
  const edit = () => push('bonjour', '2020-01-02', 'lang: fr\ntranslation_of: hello\n', 'Autre')
  expect(await writtenBy(edit)).toEqual([keys.post('bonjour')])
  const turn = () => push('bonjour', '2020-01-02', 'lang: fr-CA\ntranslation_of: hello\n', 'Autre')
  expect((await writtenBy(turn)).toSorted()).toEqual(
    all.map(([slug = '']) => keys.post(slug)).toSorted(),
  )
})

it('a draft, a removal and a change of mind leave the others right', async () => {
  await push('bonjour', '2020-01-02', 'lang: fr\ntranslation_of: hello\ndraft: true\n')
  expect(await languages('hello')).toEqual([all[0], all[2]])
  await push('bonjour', '2020-01-02', 'lang: fr\ntranslation_of: hello\n')
  expect(await languages('hello')).toEqual(all)
  await blog.api('/api/posts/hello', { method: 'DELETE' })
  expect(await languages('bonjour')).toEqual([all[1], all[2]])
  await blog.api('/api/posts/hello/restore', { method: 'POST' })
  expect(await languages('你好')).toEqual(all)
  await push('你好', '2020-01-06', 'lang: zh\n')
  expect(await languages('你好')).toBeUndefined()
  expect(await languages('hello')).toEqual([all[0], all[1]])
})
