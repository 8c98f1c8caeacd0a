/** Posts and standalone pages by slug, and every other address: moved, misspelt, or nowhere. */

import { PostPage } from '../../pages/post-page.tsx'
import { print } from '../../pages/print.ts'
import { slugify } from '../../post/slug.ts'
import type { PostDocument, PostHead } from '../../shelf/documents.ts'
import { findPost, findSite } from '../../shelf/read.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { notice, page, redirect } from './answers.ts'
import type { Reading } from './reading.ts'

/** An old address longer than this was never stored; a KV key has at most 512 bytes. */
const MAX_PATH_BYTES = 480

/** `/posts/<slug>` and, for `layout: page`, `/<slug>`. Other spellings of either lead to the right one. */
export function showPost(kind: PostHead['kind']) {
  return async (reading: Reading): Promise<Answer | null> => {
    const asked = reading.param('slug')
    const slug = slugify(asked)
    const found = slug ? await findPost(reading.find, slug) : null
    if (found?.head.state !== 'live') return findElsewhere(reading, found)
    const { head, article } = found as { head: PostHead; article: Uint8Array }
    if (head.kind !== kind || asked !== slug) {
      return redirect(reading, head.kind === 'page' ? urls.standalone(slug) : urls.post(slug))
    }
    const body = print(PostPage({ site: reading.site, post: head }), article)
    return page(reading, body, [head], await nextChange(reading, head))
  }
}

/** Any other path: an old address, or one with a slash too many. */
export async function findElsewhere(
  reading: Reading,
  found: PostDocument | null = null,
): Promise<Answer | null> {
  const path = decode(reading.url.pathname)
  if (path === null) return null
  const bare = path.replace(/\/+$/, '') || '/'
  for (const spelling of new Set([bare, path])) {
    const old = await findPost(reading.find, spelling)
    if (old?.head.state === 'moved') return redirect(reading, old.head.to)
    found ??= old
  }
  if (found?.head.state === 'gone') return notice(reading, 'gone')
  // `//host` would lead to another site.
  if (bare === path || bare.startsWith('//')) return null
  return redirect(reading, reading.url.pathname.replace(/\/+$/, ''))
}

/** The newest post's page gets a neighbour when the next scheduled one appears. Others stay as they are. */
async function nextChange(reading: Reading, head: PostHead): Promise<number | null> {
  if (head.kind === 'page' || head.newer) return null
  return (await findSite(reading.find))?.next ?? null
}

/** The path decoded, or null for one that cannot be an address of ours. */
function decode(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname).normalize('NFC')
    const fits = new TextEncoder().encode(path).length <= MAX_PATH_BYTES
    return fits && path !== '/' ? path : null
  } catch {
    return null
  }
}
