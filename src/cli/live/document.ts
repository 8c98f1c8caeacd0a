/** The page of a post as a reader will see it, made on this machine by the same renderer and the same pages. */

import { PostPage } from '../../pages/post-page.tsx'
import { print } from '../../pages/print.ts'
import type { Post } from '../../post/post.ts'
import type { PostHead } from '../../shelf/documents.ts'
import type { Site } from '../../site.ts'

/** Its neighbours, and what else only the blog knows, are left out. */
export function printPost(site: Site, post: Post): Uint8Array<ArrayBuffer> {
  return print(PostPage({ site, post: toHead(site, post) }), new TextEncoder().encode(post.html))
}

function toHead({ timezone }: Site, post: Post): PostHead {
  const { slug, kind, title, lang, updated, tags, categories, author, summary, cover } = post
  const { canonical, contents, minutes, html } = post
  const date = post.date ?? Date.now()
  return {
    ...{ ver: 0, hash: '', state: 'live', older: null, newer: null },
    ...{ slug, kind, title, lang, updated, tags, categories, author, summary, cover },
    ...{ canonical, contents, minutes, date, day: dayIn(timezone, date) },
    updatedDay: updated === null ? null : dayIn(timezone, updated),
    ...(html.includes(' data-lang="') && { code: true }),
  }
}

/** `YYYY-MM-DD`, as Swedish writes it. */
const dayIn = (timeZone: string, time: number): string =>
  new Date(time).toLocaleDateString('sv-SE', { timeZone })
