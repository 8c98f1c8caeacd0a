/** What a hub and search engines are told of a change: when, of which addresses, and again if they did not listen. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Blog, openBlog } from '../world.ts'

const HUB = 'https://hub.example/hub'
const KEY = 'a-key-of-our-own'

let blog: Blog
/** What was told, by whom it was told to. */
let told: { hub: string[]; indexnow: string[] }
/** Answers that fail before one is good. */
let failures: number
/** Waits until somebody is told. */
const heard = (what: () => boolean) => vi.waitUntil(what, { timeout: 20_000, interval: 20 })

/** Nobody answers before it ends. */
let silence: PromiseWithResolvers<void> | null
let asked: number

async function listen(request: Request): Promise<Response> {
  asked++
  await silence?.promise
  if (failures-- > 0) return new Response('busy', { status: 503 })
  if (request.url === HUB) {
    const form = new URLSearchParams(await request.text())
    expect(form.getAll('hub.mode')).toEqual(['publish'])
    told.hub.push(...form.getAll('hub.url').map((url) => url.replace('https://blog.example', '')))
    return new Response(null, { status: 204 })
  }
  expect([request.method, request.url]).toEqual(['POST', 'https://api.indexnow.org/indexnow'])
  const { urlList, ...rest } = (await request.json()) as { urlList: string[] }
  const keyLocation = `https://blog.example/${KEY}.txt`
  expect(rest).toEqual({ host: 'blog.example', key: KEY, keyLocation })
  told.indexnow.push(...urlList.map((url) => url.replace('https://blog.example', '')))
  return new Response(null, { status: 202 })
}

beforeEach(() => {
  told = { hub: [], indexnow: [] }
  failures = 0
  silence = null
  asked = 0
})
afterEach(() => blog.close())

const open = (vars: Record<string, string> = {}) =>
  openBlog({
    outside: listen,
    vars: {
      SITE_URL: 'https://blog.example',
      SITE_WEBSUB_HUB: HUB,
      SITE_INDEXNOW_KEY: KEY,
      KV_WINDOW: '0.2',
      ...vars,
    },
  })

const status = async () =>
  (await blog.api('/api/status')).json() as Promise<Record<string, unknown>>

describe('a change is told once KV shows it', () => {
  test('of the page, and of every feed it is or was in; a removal and a schedule, too', async () => {
    blog = await open()
    await blog.push('one.md', '---\ntags: [ink]\n---\n# One')
    await heard(() => told.indexnow.length > 0 && told.hub.length > 0)
    expect(told.indexnow).toEqual(['/posts/one'])
    const main = ['/atom.xml', '/feed.json', '/feed.xml']
    expect(told.hub.sort()).toEqual([
      ...main,
      ...['/tags/ink/atom.xml', '/tags/ink/feed.json', '/tags/ink/feed.xml'],
    ])

    told = { hub: [], indexnow: [] }
    await blog.push('one.md', '---\ncategories: [纸]\n---\n# One')
    await blog.push('about.md', '---\nlayout: page\n---\n# About')
    await blog.push('draft.md', '---\ndraft: true\n---\n# Draft')
    const due = new Date(Date.now() + 1_000).toISOString()
    await blog.push('later.md', `---\ndate: ${due}\n---\n# Later`)
    await heard(() => told.indexnow.includes('/posts/later'))
    expect(told.indexnow.sort()).toEqual(['/about', '/posts/later', '/posts/one'])
    expect(told.hub).toContain('/tags/ink/feed.xml')
    expect(told.hub).toContain('/categories/%E7%BA%B8/feed.json')

    told = { hub: [], indexnow: [] }
    await blog.api('/api/posts/one', { method: 'DELETE' })
    await blog.api('/api/rebuild', { method: 'POST' })
    await heard(() => told.indexnow.length > 0 && told.hub.length > 0)
    expect(told.indexnow).toEqual(['/posts/one'])
  })

  test('though KV fails first; the publish does not wait for it', async () => {
    blog = await open()
    await blog.meter.setFaults([{ op: 'put', key: '', status: 503, times: 3 }])
    const answer = await blog.push('one.md', '# One')
    expect(answer.status).toBe(201)
    expect(told).toEqual({ hub: [], indexnow: [] })
    await heard(() => told.indexnow.length > 0 && told.hub.length > 0)
    const { pending } = await status()
    expect(pending).toMatchObject({ documents: 0 })
  })

  test('while a hub does not answer, a scheduled post appears all the same', async () => {
    blog = await open()
    const due = new Date(Date.now() + 3_000).toISOString()
    await blog.push('later.md', `---\ndate: ${due}\n---\n# Later`)
    silence = Promise.withResolvers()
    await blog.push('one.md', '# One')
    await heard(() => asked > 0)
    await vi.waitUntil(() => blog.kv.get('post:later'), { timeout: 20_000, interval: 20 })
    // Its time is not over: that would have been reported.
    expect(await status()).toMatchObject({ last_error: null })
    silence.resolve()
    await heard(() => told.indexnow.includes('/posts/later'))
  })

  test('again to who did not listen, and what failed is told to the author', async () => {
    blog = await open()
    failures = 1
    await blog.push('one.md', '# One')
    await heard(() => told.indexnow.length > 0)
    expect(told.hub).toEqual([])
    const { last_error } = await status()
    expect(last_error).toMatchObject({ message: 'websub was not told: it answered 503' })
    await heard(() => told.hub.length > 0)
    expect(told).toMatchObject({ indexnow: ['/posts/one'], hub: { length: 3 } })
  })
})

test('nobody is told where no setting names anybody', async () => {
  blog = await open({ SITE_WEBSUB_HUB: '', SITE_INDEXNOW_KEY: '' })
  failures = 100
  await blog.push('one.md', '# One')
  await new Promise((done) => setTimeout(done, 1_500))
  expect(failures).toBe(100)
  expect((await blog.fetch(`/${KEY}.txt`)).status).toBe(404)
  expect(await (await blog.fetch('/feed.xml')).text()).not.toContain('rel="hub"')
})

test('the key is at its address, and every feed names the hub', async () => {
  blog = await open()
  const key = await blog.fetch(`/${KEY}.txt`)
  expect([key.status, await key.text()]).toEqual([200, KEY])
  expect((await blog.fetch('/another-key.txt')).status).toBe(404)
  await blog.push('old.md', '---\naliases: /old-notes.txt\n---\n# Old')
  expect((await blog.fetch('/old-notes.txt')).headers.get('Location')).toBe('/posts/old')
  for (const path of ['/feed.xml', '/atom.xml', '/feed.json']) {
    const feed = await blog.fetch(path)
    expect(feed.headers.get('Link')).toBe(
      `<${HUB}>; rel="hub", <https://blog.example${path}>; rel="self"`,
    )
    expect(await feed.text()).toContain(HUB)
  }
})
