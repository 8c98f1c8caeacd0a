/** Fills a blog by rule: posts with pictures and Chinese names, pages, drafts, scheduled, moved, edited and removed ones. */

import { expect } from 'vitest'
import { picture } from '../../bench/posts.ts'
import type { Blog } from '../../world.ts'

const WORDS = ['Paper', '纸', 'Ink', '墨', 'Sheet', '毛边', 'Press', '印刷', 'Bind', '装订']
const at = (n: number) => WORDS[n % WORDS.length] ?? ''
/** What one request takes. */
const AT_ONCE = 50

/** Source number `n`, in its version `edit`. */
function sourceOf(n: number, edit: number): string {
  const day = `20${10 + (n % 14)}-${`${1 + (n % 12)}`.padStart(2, '0')}-07`
  const fields = [
    `title: "${at(n)} ${n}${edit ? `, edited ${edit}` : ''}"`,
    `tags: [${[at(n), at(n * 3 + 1), n % 2 ? 'Shared' : 'shared'].join(', ')}]`,
  ]
  // Many are of one moment; some are to come, and some only the day of their push dates.
  if (n % 37 === 1) fields.push('date: 2090-01-01')
  else if (n % 11 !== 5) fields.push(`date: ${day}`)
  if (n % 3 === 0) fields.push(`categories: [${at(n + 5)}]`)
  if (n % 7 === 0) fields.push(edit ? `aliases: [/older/${n}/]` : `aliases: [/old/${n}/]`)
  if (n % 13 === 0) fields.push('draft: true')
  if (n % 29 === 3) fields.push('layout: page')
  if (n % 31 === 4) fields.push(`translation_of: post-${n - 1}`, 'lang: ja')
  if (n % 4 === 2) fields.push('updated: 2024-05-06')
  const shown = n % 2 === 0 ? `![图 ${n}](图-${n % 5}.png)` : '![Gone](http://gone.example/a.png)'
  const body = `Text ${n} about ${at(n)} and ${at(n + 3)}.\n\n## ${at(n + 1)}\n\n${shown}\n`
  return `---\n${fields.join('\n')}\n---\n${body}`
}

const slugOf = (n: number): string => (n % 6 === 0 ? `文章-${n}` : `post-${n}`)

/** Pushes `count` posts, edits some, removes some. */
export async function fill(blog: Blog, count: number): Promise<void> {
  const keys = await savePictures(blog)
  const push = async (numbers: number[], edit: number) => {
    for (let from = 0; from < numbers.length; from += AT_ONCE) {
      const posts = numbers.slice(from, from + AT_ONCE).map((n) => {
        const stored = n % 2 === 0 ? { [`图-${n % 5}.png`]: keys[n % 5] } : {}
        return { slug: slugOf(n), name: `${slugOf(n)}.md`, source: sourceOf(n, edit), stored }
      })
      const answer = await blog.api('/api/posts', {
        method: 'PUT',
        body: JSON.stringify({ posts }),
        headers: { 'Content-Type': 'application/json' },
      })
      const told = (await answer.json()) as { posts: { problem?: unknown }[] }
      expect(told.posts.flatMap(({ problem }) => problem ?? [])).toEqual([])
      expect(told.posts.length).toBe(posts.length)
    }
  }
  // Not in the order of their dates.
  const numbers = Array.from({ length: count }, (_, n) => n).sort((a, b) => (a % 7) - (b % 7))
  await push(numbers, 0)
  await push(
    numbers.filter((n) => n % 10 === 0),
    1,
  )
  await push(
    numbers.filter((n) => n % 20 === 0),
    2,
  )
  for (const n of numbers.filter((n) => n % 17 === 9)) {
    const path = `/api/posts/${encodeURIComponent(slugOf(n))}`
    expect((await blog.api(path, { method: 'DELETE' })).status).toBe(200)
  }
}

/** One is larger than what an export sends at once. */
async function savePictures(blog: Blog): Promise<string[]> {
  const form = new FormData()
  for (const [n, width] of [90, 91, 92, 93, 300].entries()) {
    form.append('image', new File([picture(width)], `图-${n}.png`))
  }
  const answer = await blog.api('/api/images', { method: 'POST', body: form })
  const { images } = (await answer.json()) as { images: { key: string }[] }
  return images.map(({ key }) => key)
}
