/** The kinds of answer a reader gets: a page, a redirect, a notice. */

import { type NoticeKind, NoticePage } from '../../pages/notice-page.tsx'
import { print } from '../../pages/print.ts'
import type { Sealed } from '../../shelf/documents.ts'
import { type Answer, SECURITY } from '../respond.ts'
import type { Reading } from './reading.ts'

const HTML = 'text/html; charset=utf-8'
/** Browsers ask each time; a 304 costs them nothing but the way. */
const REVALIDATE = 'public, max-age=0, must-revalidate'
/** Seconds the edge keeps a page that nothing changes: a purge by tag ends that earlier. */
const LONG = 86_400
const ON_ERROR = 604_800

const STATUS = { notFound: 404, gone: 410, failure: 500, outage: 503 } as const

/** A page made from these documents. `next`: when the next scheduled post will change it, if it can. */
export function page(
  reading: Reading,
  body: Uint8Array<ArrayBuffer>,
  documents: (Sealed | null)[],
  next: number | null,
): Answer {
  const hashes = documents.flatMap((document) => document?.hash ?? [])
  const etag = hashes.length > 0 && `"${hashes.join('.')}-${reading.version}"`
  return {
    status: 200,
    headers: {
      ...SECURITY,
      ...cached(reading, next),
      'Content-Type': HTML,
      ...(etag && { ETag: etag }),
    },
    body,
  }
}

/** A permanent redirect to a path of this site; a query goes along. */
export function redirect(reading: Reading, path: string): Answer {
  return {
    status: 301,
    headers: {
      ...SECURITY,
      ...cached(reading, null),
      Location: path + reading.url.search,
    },
    body: null,
  }
}

/** A page that says why there is nothing else to show. */
export function notice(reading: Reading, kind: NoticeKind): Answer {
  const status = STATUS[kind]
  return {
    status,
    headers: {
      ...SECURITY,
      'Cache-Control': 'no-store',
      'Content-Type': HTML,
      ...(kind === 'outage' && { 'Retry-After': '10' }),
    },
    body: print(NoticePage({ site: reading.site, kind, status })),
  }
}

/**
 * The edge keeps a page until its tags are purged, and never past the next scheduled post: then it
 * may not be served stale either, unless the Worker fails.
 */
function cached({ tags }: Reading, next: number | null): Record<string, string> {
  if (tags.size === 0) return { 'Cache-Control': REVALIDATE }
  const left = next === null ? LONG : Math.max(1, Math.floor((next - Date.now()) / 1000))
  const stale = left < LONG ? '' : ', stale-while-revalidate=60'
  return {
    'Cache-Control': REVALIDATE,
    'Cloudflare-CDN-Cache-Control': `max-age=${Math.min(left, LONG)}${stale}, stale-if-error=${ON_ERROR}`,
    'Cache-Tag': [...tags].join(','),
  }
}
