/** Pictures that one request sends while another removes them, or that nobody shows in the end. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeImage } from '../../src/images/take.ts'
import { restoreUploads } from '../../src/routes/author/uploads.ts'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'

const taken = await takeImage(sample('progressive.jpg'))
const { bytes: PICTURE, picture } = taken
const name = `images/${picture.key}`

/** Waits for what comes true by itself. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    expect(tries, 'it never came true').toBeLessThan(100)
    await wait(100)
  }
}

test('an upload puts back what was removed after it had found it there', async () => {
  const objects = new Map<string, unknown>()
  const bucket = {
    head: async (key: string) => objects.get(key) ?? null,
    put: async (key: string, bytes: unknown) => objects.set(key, bytes),
  } as unknown as R2Bucket
  const uploads = [{ name: 'a.jpg', ...taken }]
  await restoreUploads(bucket, [])
  expect(objects.size, 'one it stored itself needs no look').toBe(0)
  await restoreUploads(bucket, uploads)
  expect([...objects]).toEqual([[name, PICTURE]])
})

describe('the sweep, a second after', () => {
  let blog: Blog
  beforeAll(async () => {
    blog = await openBlog({ vars: { IMAGE_GRACE: '1' } })
  })
  afterAll(() => blog.close())

  const isThere = async () => (await blog.bucket?.head(name)) !== null
  const listed = async () => {
    const answer = await (await blog.api('/api/images')).json()
    return (answer as { images: { key: string }[] }).images.map(({ key }) => key)
  }
  const send = () => {
    const body = new FormData()
    body.append('image', new File([sample('progressive.jpg')], 'a.jpg'))
    return blog.api('/api/images', { method: 'POST', body })
  }

  test('takes a picture that no post shows, with its variants', async () => {
    expect((await send()).status).toBe(201)
    await blog.bucket?.put(`${name}/320.webp`, 'x')
    await until(async () => !(await isThere()))
    expect((await blog.bucket?.list({ prefix: name }))?.objects).toEqual([])
    expect(await listed()).not.toContain(picture.key)
  })

  test('leaves one that a post shows, until it shows it no more', async () => {
    await blog.push('shows.md', '# Shows\n\n![x](a.jpg)', { 'a.jpg': sample('progressive.jpg') })
    await wait(2500)
    expect(await isThere()).toBe(true)
    await blog.push('shows.md', '# Shows\n\nnothing')
    await until(async () => !(await isThere()))
  })

  test('an old revision comes back without a picture that is gone, and says so', async () => {
    const answer = await blog.api('/api/posts/shows/restore', { method: 'POST' })
    const { warnings } = (await answer.json()) as { warnings: { code: string }[] }
    expect(warnings.map(({ code }) => code)).toEqual(['missing-picture'])
    // Less than a second after the put before, this one waits its turn.
    const shown = async () => (await blog.fetch('/posts/shows')).text()
    await until(async () => (await shown()).includes('class="missing"'))
  })

  test('takes one whose upload died between the picture and the post', async () => {
    // The ledger heard of it and R2 has it; the post never came.
    const ledger = await blog.miniflare.getDurableObjectNamespace('LEDGER', 'deckle')
    const stub = ledger.get(ledger.idFromName('ledger')) as unknown as {
      holdPictures(keys: string[]): Promise<void>
    }
    await stub.holdPictures([picture.key])
    await blog.bucket?.put(name, PICTURE)
    expect(await isThere()).toBe(true)
    await until(async () => !(await isThere()))
  })
})

test('one whose upload is under way is never swept, however long it was idle', async () => {
  const blog = await openBlog({ vars: { IMAGE_GRACE: '5' } })
  const push = (n: number, text: string) =>
    blog.push(`p${n}.md`, `# P${n}\n\n${text}`, { 'a.jpg': sample('progressive.jpg') })
  await push(0, '![x](a.jpg)')
  await blog.push('p0.md', '# P0\n\nnothing')
  // Every half second it is announced once more, and not shown.
  for (let n = 1; n <= 12; n++) {
    await wait(500)
    expect((await push(n, 'nothing')).status).toBe(201)
    expect(await blog.bucket?.head(name), `after ${n / 2} s`).not.toBeNull()
  }
  const answer = await push(13, '![x](a.jpg)')
  expect(answer.status).toBe(201)
  await wait(5500)
  expect((await blog.fetch(`/images/${picture.key}`)).status).toBe(200)
  await blog.close()
})
