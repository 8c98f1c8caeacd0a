/** What a reader's request costs: pages from memory and from KV, their 304s, a picture, and the worst page there is. */

import { type Duel, fight, hand } from './duel.ts'
import { line } from './figures.ts'
import { measureLarge } from './large.ts'
import { longPost, picture } from './posts.ts'
import { type Stage, TOKEN } from './stage.ts'

const AUTHOR = { Authorization: `Bearer ${TOKEN}` }
const SEARCH = '/search?q=words'

/** Prints each as the bare Worker's CPU time over the blog's. */
export async function measureReading(stage: Stage): Promise<void> {
  const { post, tag, image } = await publish(stage)
  const pages = { post, home: '/', tag, feed: '/feed.xml', sitemap: '/sitemaps/1.xml' }
  const bare = { constant: 'a constant Worker', search: 'a bare Durable Object call' }

  console.log('\nCPU of a request: the bare Worker over the blog (1.00 is as cheap)')
  for (const [name, path] of Object.entries(pages)) {
    const { etag, keys } = await hand(stage, path)
    const constant = { bare: 'constant', against: bare.constant, path }
    const cost = await fight(stage, { what: `${name} from memory`, ...constant })
    const held = { headers: { 'If-None-Match': etag }, status: 304 }
    await fight(stage, { what: `${name}, 304`, ...constant, ...held })
    for (const duel of listFromKv(name, path, keys)) await fight(stage, duel)
    if (name === 'post') {
      const [ours, theirs] = [cost.ours, cost.theirs].map((each) => (each / 1000).toFixed(3))
      const note = `the constant Worker: ${theirs} ms; wanted: under 0.1 ms`
      line('post from memory, in all', `${ours} ms`, note)
    }
  }
  for (const path of [image, SEARCH]) await hand(stage, path)
  const picture = { bare: 'bare-r2', against: 'a bare R2 stream', path: image }
  await fight(stage, { what: 'picture from R2', ...picture })
  await fight(stage, { what: 'search', bare: 'bare-call', against: bare.search, path: SEARCH })
  await measureLarge(stage)
}

/**
 * From KV: when the isolate knows the page and looks whether it still stands, and when it has to make it. Against the
 * same documents from KV, and where those are several, also against all of the page in one.
 */
function listFromKv(name: string, path: string, keys: number): Duel[] {
  const [look, make] = [{ blog: 'blog-from-kv' }, { blog: 'blog-anew' }]
  const one = { bare: 'bare-kv', against: 'as many bytes from KV, bare', path }
  const same = { bare: 'bare-keys', against: `the same ${keys} keys from KV, bare`, path }
  return [
    ...(keys > 1 ? [{ what: `${name} from KV, ${keys} keys`, ...look, ...same }] : []),
    { what: keys > 1 ? '  against one key' : `${name} from KV`, ...look, ...one },
    { what: '  made anew', ...make, ...one },
  ]
}

/** A blog with something on every page: one long post, 30 short ones, and a picture. */
async function publish(stage: Stage): Promise<{ post: string; tag: string; image: string }> {
  const long = await push(stage, '2014-11-16-long.md', longPost())
  for (let n = 1; n <= 30; n++) {
    const day = String((n % 28) + 1).padStart(2, '0')
    const source = `---\ntitle: A short note, number ${n}\ntags: [notes]\n---\n\nNote ${n}: a few words.\n`
    await push(stage, `2026-01-${day}-note-${n}.md`, source)
  }
  await drained(stage)
  const form = new FormData()
  form.append('image', new File([picture(300)], 'noise.png', { type: 'image/png' }))
  const answer = await fetch(`${stage.url('blog')}/api/images`, {
    method: 'POST',
    headers: AUTHOR,
    body: form,
  })
  if (!answer.ok) throw new Error(`no picture stored: ${await answer.text()}`)
  const { images } = (await answer.json()) as { images: { url: string }[] }
  const image = URL.parse(images[0]?.url ?? '', 'http://localhost')?.pathname ?? ''
  return { post: long, tag: '/tags/notes', image }
}

/** Waits until everything is on the shelf: puts of one key keep a second apart. */
async function drained(stage: Stage): Promise<void> {
  for (let left = 1; left > 0; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const answer = await fetch(`${stage.url('blog')}/api/status`, { headers: AUTHOR })
    const { pending } = (await answer.json()) as { pending: { documents: number } }
    left = pending.documents
  }
}

/** Publishes, and gives the path of the page. */
async function push(stage: Stage, name: string, source: string): Promise<string> {
  const answer = await fetch(`${stage.url('blog')}/api/posts?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...AUTHOR, 'Content-Type': 'text/markdown' },
    body: source,
  })
  if (!answer.ok) throw new Error(`${name} was not published: ${await answer.text()}`)
  const { url } = (await answer.json()) as { url: string }
  return URL.parse(url, 'http://localhost')?.pathname ?? ''
}
