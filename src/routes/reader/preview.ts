/** A post before it is public, for whoever has a signed link: no cache and no search engine may keep it. */

import { PostPage } from '../../pages/post-page.tsx'
import { print } from '../../pages/print.ts'
import { decodePost } from '../../shelf/codec.ts'
import { type Answer, SECURITY, securityOf } from '../respond.ts'
import { findElsewhere } from './posts.ts'
import type { Reading } from './reading.ts'

/** A link that is altered or has ended is answered like any address where nothing is. */
export async function showPreview(reading: Reading): Promise<Answer | null> {
  const bytes = await reading.proof(reading.param('slug'))
  const post = bytes && decodePost(bytes)
  if (post?.head.state !== 'live' || !('article' in post)) return findElsewhere(reading)
  return {
    status: 200,
    headers: {
      ...SECURITY,
      ...securityOf(post.head),
      'Cache-Control': 'private, no-store',
      'Content-Type': 'text/html; charset=utf-8',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    },
    body: print(PostPage({ site: reading.site, post: post.head }), post.article),
    rare: true,
  }
}
