/** Storage that fails, loses and delays, and what readers and authors see of it. */

import { afterEach, describe, expect, it } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { expectShelfEqualsLedger, readShelf, settle } from './audit.ts'

const source = (title: string, front = '') =>
  `---\ntitle: ${title}\n${front}---\n\nText of ${title}\n`
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Asks again and again until the answer is as wanted; gives how long that took in milliseconds. */
async function until(test: () => Promise<boolean>, patience: number): Promise<number> {
  const start = Date.now()
  while (!(await test())) {
    if (Date.now() - start > patience) expect.fail(`not so within ${patience} ms`)
    await wait(25)
  }
  return Date.now() - start
}

describe('when something fails', () => {
  let blog: Blog
  afterEach(() => blog.close())

  const shows = async (path: string, text: string) => {
    const answer = await blog.fetch(path)
    return answer.status === 200 && (await answer.text()).includes(text)
  }

  it('KV down: uploads are taken and say they are not live, readers are served by the ledger, and all is whole soon after', async () => {
    blog = await openBlog()
    await blog.push('before.md', source('Before the outage'))
    await blog.meter.setFaults(
      (['get', 'put', 'delete', 'list'] as const).map((op) => ({ op, key: '', status: 503 })),
    )
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => blog.push(`during-${i}.md`, source(`During ${i}`))),
    )
    for (const answer of answers) {
      expect(answer.status).toBe(201)
      expect(await answer.json()).toMatchObject({ live: false })
    }
    await wait(1_100)
    expect(await shows('/posts/before', 'Before the outage')).toBe(true)
    expect(await shows('/posts/during-3', 'During 3')).toBe(true)
    expect(await shows('/', 'During 3')).toBe(true)
    expect((await blog.fetch('/posts/never')).status).toBe(404)
    await wait(3_000)
    const { put } = await blog.meter.read()
    const tries = Object.values(put).reduce((sum, each) => sum + each)
    expect(tries).toBeLessThan(100)

    await blog.meter.setFaults([])
    const end = Date.now()
    await settle(blog, 10_000)
    expect(Date.now() - end).toBeLessThan(5_000)
    await expectShelfEqualsLedger(blog)
  })

  it('a list that KV refuses is tried again, though no post is left to put', async () => {
    blog = await openBlog()
    await blog.meter.setFaults([{ op: 'put', key: keys.site(), status: 429, times: 2 }])
    await blog.push('listed.md', source('Listed'))
    await settle(blog, 10_000)
    await expectShelfEqualsLedger(blog)
  })

  it('a list never names a post that KV refused', async () => {
    blog = await openBlog()
    await blog.push('first.md', source('First'))
    await blog.meter.setFaults([{ op: 'put', key: keys.post('refused'), status: 503 }])
    await blog.push('refused.md', source('Refused'))
    await wait(2_500)
    const shelf = await readShelf(blog)
    for (const key of [keys.site(), keys.list('all', 1)]) {
      expect(new TextDecoder().decode(shelf.get(key))).not.toContain('refused')
    }
    await blog.meter.setFaults([])
    await settle(blog, 10_000)
    await expectShelfEqualsLedger(blog)
  })

  it('an edit that comes while its post is being put is put after it', async () => {
    blog = await openBlog()
    await blog.meter.setFaults([{ op: 'put', key: keys.post('slow'), delay: 1_000, times: 1 }])
    const first = blog.push('slow.md', source('First version'))
    await until(async () => Object.keys(await blog.meter.struck()).length > 0, 10_000)
    await blog.push('slow.md', source('Second version'))
    await first
    await settle(blog)
    expect(await shows('/posts/slow', 'Text of Second version')).toBe(true)
    await expectShelfEqualsLedger(blog)
  })

  it('a key is put once a second at most', async () => {
    blog = await openBlog()
    const start = Date.now()
    for (let i = 0; i < 20; i++)
      await blog.push('often.md', source('Often', `updated: 2020-01-${i + 1}\n`))
    const { put } = await blog.meter.read()
    const seconds = Math.ceil((Date.now() - start) / 1_000)
    expect(put[keys.post('often')]).toBeLessThanOrEqual(seconds + 1)
  })

  it('a put that KV acknowledged and lost is found and put again', async () => {
    blog = await openBlog({ vars: { KV_WINDOW: '1' } })
    await blog.meter.setFaults([{ op: 'put', key: keys.post('lost'), lose: true, times: 1 }])
    expect(await (await blog.push('lost.md', source('Lost'))).json()).toMatchObject({ live: true })
    expect((await readShelf(blog)).has(keys.post('lost'))).toBe(false)
    await until(async () => (await readShelf(blog)).has(keys.post('lost')), 6_000)
    await expectShelfEqualsLedger(blog)
  })

  it('a slow put of an old version that lands after the new one is found and undone', async () => {
    blog = await openBlog({ vars: { KV_WINDOW: '3' } })
    const key = keys.post('zombie')
    await blog.meter.setFaults([{ op: 'put', key, delay: 2_500, times: 1 }])
    const first = blog.push('zombie.md', source('First version')).catch(() => null)
    await wait(300)
    await blog.evictLedger().catch(() => null)
    await first
    await blog.push('zombie.md', source('Second version'))
    const title = async () => new TextDecoder().decode((await readShelf(blog)).get(key))
    await until(async () => (await title()).includes('Second version'), 3_000)
    await wait(2_500)
    await until(async () => (await title()).includes('Second version'), 8_000)
    await wait(1_500)
    expect(await title()).toContain('Second version')
  })

  it('a scheduled post appears on the second, not before, and over the loss of the object', async () => {
    blog = await openBlog()
    const due = Math.ceil(Date.now() / 1000) * 1000 + 3_000
    const front = `date: ${new Date(due).toISOString()}\n`
    const answer = await blog.push('later.md', source('Later', front))
    expect(await answer.json()).toMatchObject({ status: 'scheduled', live: false })
    await blog.evictLedger()
    while (Date.now() < due - 150) {
      expect((await blog.fetch('/posts/later')).status).toBe(404)
      await wait(100)
    }
    await until(() => shows('/posts/later', 'Text of Later'), 4_000)
    expect(Date.now() - due).toBeLessThan(1_200)
    expect(Date.now()).toBeGreaterThanOrEqual(due)
    await until(() => shows('/', 'Later'), 2_000)
    await settle(blog)
    await expectShelfEqualsLedger(blog)
  })

  it('a schedule that falls into an outage is kept when KV is back', async () => {
    blog = await openBlog()
    const front = `date: ${new Date(Date.now() + 1_500).toISOString()}\n`
    await blog.push('later.md', source('Later', front))
    await blog.meter.setFaults([{ op: 'put', key: '', status: 429 }])
    await wait(3_000)
    await blog.meter.setFaults([])
    await until(() => shows('/posts/later', 'Text of Later'), 6_000)
    await settle(blog)
    await expectShelfEqualsLedger(blog)
  })

  it('drafts never show: not as a page, in a list, or on the shelf', async () => {
    blog = await openBlog()
    await blog.push('shown.md', source('Shown', 'tags: [t]\n'))
    await blog.push('hidden.md', source('Quokka', 'tags: [t, secret]\npublished: no\n'))
    await wait(1_200)
    expect((await blog.fetch('/posts/hidden')).status).toBe(404)
    for (const path of ['/', '/tags/t', '/tags', '/archive']) {
      const page = await (await blog.fetch(path)).text()
      expect([path, /quokka|secret/i.test(page)]).toEqual([path, false])
    }
    const shelf = [...(await readShelf(blog)).values()].map((each) =>
      new TextDecoder().decode(each),
    )
    expect(shelf.join()).not.toMatch(/quokka|secret/i)
  })

  it('rebuild brings a wiped shelf back byte for byte', async () => {
    blog = await openBlog()
    for (let i = 0; i < 60; i++) {
      const front = `date: 20${10 + (i % 10)}-03-0${(i % 9) + 1}\ntags: [t${i % 7}]\naliases: [/old/${i}.html]\n`
      await blog.push(`post-${i}.md`, source(`Post ${i}`, front))
    }
    await blog.api('/api/posts/post-7', { method: 'DELETE' })
    await settle(blog)
    const before = await readShelf(blog)
    for (const key of before.keys()) await blog.kv.delete(key)
    const answer = await blog.api('/api/rebuild', { method: 'POST' })
    expect(answer.status).toBeLessThan(300)
    await settle(blog)
    const after = await readShelf(blog)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [key, bytes] of before) expect(after.get(key)).toEqual(bytes)
  })
})
