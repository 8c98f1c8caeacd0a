/** The kinds of answer a reader gets: a page, a redirect, a notice. */

import { type NoticeKind, NoticePage } from '../../pages/notice-page.tsx'
import { print } from '../../pages/print.ts'
import type { Sealed } from '../../shelf/documents.ts'
import { urls } from '../../urls.ts'
import { type Answer, SECURITY } from '../respond.ts'
import type { Reading } from './reading.ts'

const HTML = 'text/html; charset=utf-8'
/** A structured header's string (RFC 9651): the address of the speculation rules. */
const SPECULATION = `"${urls.speculation()}"`
/** What only the edge heeds. */
const EDGE = 'Cloudflare-CDN-Cache-Control'
/** Browsers ask each time; a 304 costs them nothing but the way. */
const REVALIDATE = 'public, max-age=0, must-revalidate'
/** Seconds the edge keeps a page that nothing changes: a purge by tag ends that earlier. */
const LONG = 86_400
const ON_ERROR = 604_800

/** Where an agent finds what there is (RFC 8288; llmstxt.org). */
const INDEX = `<${urls.llms()}>; rel="index llms-txt"; type="text/markdown"`

const STATUS = { notFound: 404, gone: 410, tooOften: 429, failure: 500, outage: 503 } as const

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
      Link: INDEX,
      'Speculation-Rules': SPECULATION,
      ...(etag && { ETag: etag }),
    },
    body,
    ...(next !== null && { next }),
  }
}

/**
 * What programs read. The entity tag is made of the very bytes: it changes with them and at no other time.
 * Any page may fetch it, as feed readers in browsers do.
 */
export async function file(
  reading: Reading,
  type: string,
  content: string | Uint8Array<ArrayBuffer>,
  next: number | null = null,
): Promise<Answer> {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body), 0, 12)
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return {
    status: 200,
    headers: {
      ...SECURITY,
      ...cached(reading, next),
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': type,
      ETag: `"${hex}"`,
    },
    body,
    ...(next !== null && { next }),
  }
}

/** An answer that still stands: with the next scheduled post ahead, it lives less long than when it was made. */
export function renew(answer: Answer): Answer {
  const { next, prepared: _, ...kept } = answer
  if (next === undefined) return answer
  return { ...kept, next, headers: { ...kept.headers, [EDGE]: lifetime(next) } }
}

/** An answer whose address has another form for those whose `Accept` asks for it. */
export function usual(answer: Answer, otherForm: RegExp): Answer {
  return { ...answer, headers: { ...answer.headers, Vary: 'Accept' }, otherForm }
}

/**
 * The other form of an address. The edge keeps only the usual one: should it not heed `Vary`, nobody gets what
 * somebody else asked for.
 */
export function rare({ headers, ...answer }: Answer): Answer {
  const { 'Cache-Tag': _, ...kept } = headers
  return {
    ...answer,
    headers: { ...kept, Vary: 'Accept', [EDGE]: 'no-store' },
    rare: true,
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
      ...(kind === 'tooOften' && { 'Retry-After': '60' }),
    },
    body: print(NoticePage({ site: reading.site, kind, status })),
  }
}

function cached({ tags }: Reading, next: number | null): Record<string, string> {
  if (tags.size === 0) return { 'Cache-Control': REVALIDATE }
  return {
    'Cache-Control': REVALIDATE,
    [EDGE]: lifetime(next),
    'Cache-Tag': [...tags].join(','),
  }
}

/**
 * The edge keeps a page until its tags are purged, and never past the next scheduled post: then it
 * may not be served stale either, unless the Worker fails.
 */
function lifetime(next: number | null): string {
  const left = next === null ? LONG : Math.max(1, Math.floor((next - Date.now()) / 1000))
  const stale = left < LONG ? '' : ', stale-while-revalidate=60'
  return `max-age=${Math.min(left, LONG)}${stale}, stale-if-error=${ON_ERROR}`
}
