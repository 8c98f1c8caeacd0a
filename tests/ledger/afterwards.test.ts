/** What a publish leaves for after its answer: here that never comes, and only an alarm makes up for it. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { settle } from './audit.ts'

const NEVER = `
import Deckle, { Ledger } from './worker.js'

scheduler.wait = () => new Promise(() => {})

export { Ledger }
export default Deckle
`

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ entry: NEVER })
})
afterAll(() => blog.close())

const source = (text: string) => `---\ntitle: Sheets\ntags: [paper]\n---\n\n${text}\n`
const find = async (text: string) => (await blog.fetch(`/search?q=${text}`)).text()

it('a search finds a post whose publish was just answered, and not what it said before', async () => {
  await blog.push('sheets.md', source('deckled'))
  expect(await find('deckled')).toContain('href="/posts/sheets"')
  await blog.push('sheets.md', source('trimmed'))
  expect(await find('trimmed')).toContain('href="/posts/sheets"')
  expect(await find('deckled')).not.toContain('href="/posts/sheets"')
})

it('a publish is answered as live before its puts are noted; the alarm notes them, and puts nothing again', async () => {
  const answer = await blog.push('noted.md', source('Noted'))
  expect(await answer.json()).toMatchObject({ live: true })
  await settle(blog)
  expect((await blog.meter.read()).put[keys.post('noted')]).toBe(1)
})
