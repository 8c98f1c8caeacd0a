/** Posts and standalone pages by slug, and every other address: moved, misspelt, or nowhere. */

import { pathOf } from '../../pages/feeds/markdown.ts'
import { PostPage } from '../../pages/post-page.tsx'
import { print } from '../../pages/print.ts'
import { slugify } from '../../post/slug.ts'
import { MAX_ALIAS_BYTES, normalisePath } from '../../post/source/aliases.ts'
import type { LivePost, PostDocument, PostHead } from '../../shelf/documents.ts'
import { type Find, findPost, findSite } from '../../shelf/read.ts'
import { urls } from '../../urls.ts'
import { type Answer, securityOf } from '../respond.ts'
import { MARKDOWN, wantsMarkdown } from './accept.ts'
import { showMarkdown } from './agents.ts'
import { notice, page, rare, redirect, usual } from './answers.ts'
import type { Reading } from './reading.ts'

/** `/posts/<slug>` and, for `layout: page`, `/<slug>`. Other spellings of either lead to the right one. */
export function showPost(kind: PostHead['kind']) {
  return async (reading: Reading): Promise<Answer | null> => {
    const named = reading.param('slug')
    // No slug holds a full stop.
    const asMarkdown = named.endsWith('.md')
    const asked = asMarkdown ? named.slice(0, -3) : named
    const found = await findBySlug(reading.find, asked)
    if (!isLive(found)) return findElsewhere(reading, found)
    const { head, article } = found
    const { slug } = head
    const path = pathOf(head)
    if (head.kind !== kind || asked !== slug) {
      return redirect(reading, asMarkdown ? urls.markdown(path) : path)
    }
    if (asMarkdown) return showMarkdown(reading, found)
    const markdown = wantsMarkdown(reading.accept) && (await showMarkdown(reading, found))
    if (markdown) return rare(markdown)
    const body = print(PostPage({ site: reading.site, post: head }), article)
    const answer = page(reading, body, [head], await nextChange(reading, head))
    Object.assign(answer.headers, securityOf(head))
    return found.markdown ? usual(withMarkdown(answer, path), MARKDOWN) : answer
  }
}

const isLive = (post: PostDocument | null): post is LivePost => post?.head.state === 'live'

/** Says where the Markdown is, to those who read no HTML (RFC 8288). */
function withMarkdown(answer: Answer, path: string): Answer {
  const Link = `<${urls.markdown(path)}>; rel="alternate"; type="text/markdown", ${answer.headers.Link}`
  return { ...answer, headers: { ...answer.headers, Link } }
}

/** Looks under the very spelling first: making a slug costs a new isolate two milliseconds. */
async function findBySlug(find: Find, asked: string): Promise<PostDocument | null> {
  const exact = isKey(asked) ? await findPost(find, asked) : null
  if (exact) return exact
  const slug = slugify(asked)
  return slug && slug !== asked ? findPost(find, slug) : null
}

/** Slugs have no slash; paths, which share the key, start with one. */
const isKey = (text: string): boolean => text !== '' && !text.includes('/') && fits(text)

/** What a folder of files would have at the end: `/about/`, `/about.html`, `/about/index.html`. No slug holds a full stop. */
const OF_FILES = /\/+$|(?:\/+index)?\.html?$/

/** Any other path: an old address, or one as a folder of files would have it. */
export async function findElsewhere(
  reading: Reading,
  found: PostDocument | null = null,
): Promise<Answer | null> {
  const { pathname } = reading.url
  const path = decode(pathname)
  const old = path === null ? null : await findPost(reading.find, path)
  if (old?.head.state === 'moved') return redirect(reading, old.head.to)
  if ((old || found)?.head.state === 'gone') return notice(reading, 'gone')
  // `//host` would lead to another site.
  if (path === null || !OF_FILES.test(pathname) || pathname.startsWith('//')) return null
  return redirect(reading, pathname.replace(OF_FILES, '') || urls.home())
}

/** The newest post's page gets a neighbour when the next scheduled one appears. Others stay as they are. */
async function nextChange(reading: Reading, head: PostHead): Promise<number | null> {
  if (head.kind === 'page' || head.newer) return null
  return (await findSite(reading.find))?.next ?? null
}

/** The path as old addresses are kept, or null for one that cannot be among them. */
function decode(pathname: string): string | null {
  try {
    const path = normalisePath(decodeURIComponent(pathname))
    return fits(path) && path !== '/' ? path : null
  } catch {
    return null // URIError: a `%` that no UTF-8 follows
  }
}

const fits = (text: string): boolean => new TextEncoder().encode(text).length <= MAX_ALIAS_BYTES
