/** A variant is made once, however many ask for it first; and what is given is what it says it is. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { grey } from '../images/grey.ts'
import { type Blog, openBlog } from '../world.ts'

/** Counts what the Images binding makes, slowly; and has it do what Cloudflare's may. */
const COUNTING = `
import Deckle from './worker.js'
export * from './worker.js'
let made = 0
const counting = (images) => ({
  input(stream) {
    let chain = images.input(stream)
    return {
      transform(how) {
        // A picture that it does not turn.
        chain = chain.transform(how.width === 720 ? { width: 720, height: 100, fit: 'squeeze' } : how)
        return this
      },
      async output(how) {
        made++
        await scheduler.wait(300)
        // AVIF would take too long.
        return chain.output(how.format === 'image/avif' ? { ...how, format: 'image/webp' } : how)
      },
    }
  },
})
export default class extends Deckle {
  constructor(ctx, env) {
    super(ctx, { ...env, TRANSFORM: counting(env.TRANSFORM) })
  }
  fetch(request) {
    return request.url.endsWith('/made') ? new Response(made) : super.fetch(request)
  }
}`

describe('the Images binding', () => {
  let blog: Blog
  let key = ''
  beforeAll(async () => {
    blog = await openBlog({ entry: COUNTING })
    const answer = await blog.push('a.md', '# A\n\n![x](a.png)', { 'a.png': grey(1000, 500) })
    const { images } = (await answer.json()) as { images: { key: string }[] }
    key = images[0]?.key ?? ''
  })
  afterAll(() => blog.close())

  const get = (width: number, Accept: string, init: RequestInit = {}) =>
    blog.fetch(`/images/${key}?w=${width}`, { headers: { Accept }, ...init })
  const made = async () => Number(await (await blog.fetch('/made')).text())
  const kept = async () =>
    (await blog.bucket?.list({ prefix: `images/${key}/` }))?.objects.map((each) => each.key) ?? []

  test('makes one of what fifty readers are the first to ask for', async () => {
    const before = await made()
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(320, 'image/webp')))
    const bodies = await Promise.all(
      answers.map(async (answer) => Buffer.from(await answer.arrayBuffer()).toString('base64')),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(bodies).size).toBe(1)
    expect(inspectImage(Buffer.from(bodies[0] ?? '', 'base64'))).toMatchObject({ width: 320 })
    expect((await made()) - before).toBe(1)
    await get(320, 'image/webp')
    expect((await made()) - before).toBe(1)
  })

  test('finishes for those who stayed when the first to ask has left', async () => {
    const before = await made()
    const leaving = new AbortController()
    const first = get(480, 'image/webp', { signal: leaving.signal }).catch(() => 'left')
    await wait(100)
    const second = get(480, 'image/webp')
    await wait(50)
    leaving.abort()
    expect(await first).toBe('left')
    const answer = await second
    expect(inspectImage(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ width: 480 })
    expect((await made()) - before).toBe(1)
  })

  test('may give another type than it was asked for: the answer says which', async () => {
    for (const range of [{}, { Range: 'bytes=0-11' }]) {
      const answer = await blog.fetch(`/images/${key}?w=320`, {
        headers: { Accept: 'image/avif', ...range },
      })
      expect(answer.headers.get('Content-Type')).toBe('image/webp')
      expect(answer.headers.get('Content-Disposition')).toBe('inline; filename="a.webp"')
      expect(await answer.text()).toMatch(/^RIFF.{4,}WEBP/s)
    }
    expect(await kept()).toContain(`images/${key}/320.avif`)
  })

  test('may give another shape: the original is given, and the other not kept', async () => {
    const answer = await get(720, 'image/webp')
    expect(answer.headers.get('Cache-Control')).toMatch(/=3600$/)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(inspectImage(bytes)).toMatchObject({ width: 1000, height: 500 })
    expect(await kept()).not.toContain(`images/${key}/720.webp`)
  })
})
