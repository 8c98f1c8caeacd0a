/** Finished answers to HTTP: the headers of every page, and what a conditional request gets. */

import { COPY_HASH } from '../pages/copy.ts'
import { CSS_HASHES } from '../pages/css.ts'
import { FRAME_HOSTS } from '../post/html/frames.ts'
import type { PostHead } from '../shelf/documents.ts'

/** All that a response needs, made once and given out many times. */
export interface Answer {
  status: number
  headers: Record<string, string>
  /** The same, as the runtime keeps them: made at the first response, since the next then costs a tenth less. */
  prepared?: Headers
  body: Uint8Array<ArrayBuffer> | null
  /** The address has another form: a request whose `Accept` holds this may want that one. */
  otherForm?: RegExp
  /** When a scheduled post ends its life, in milliseconds since the epoch. */
  next?: number
  /** This is that other form, of which no cache keeps a copy. */
  rare?: true
}

const frames = FRAME_HOSTS.map((host) => `https://${host}`).join(' ')

const policy = (style: string): string =>
  // Who audits a page reads robots.txt from within it; no script of ours connects to anything.
  `default-src 'none'; connect-src 'self'; style-src ${style}; img-src 'self' https: data:; ` +
  `media-src 'self' https:; manifest-src 'self'; frame-src ${frames}; base-uri 'none'; form-action 'self'; ` +
  `frame-ancestors 'none'`

/** On every answer to a reader, errors included: nothing runs, nothing is framed, one style sheet. */
export const SECURITY: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy(CSS_HASHES.list),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
}

const POST = { 'Content-Security-Policy': policy(CSS_HASHES.post) }
const CODE = { 'Content-Security-Policy': `${policy(CSS_HASHES.code)}; script-src ${COPY_HASH}` }

/** In their place for a post: its own style sheet; with code to copy, one script runs, and it is this one. */
export const securityOf = ({ code }: PostHead): Readonly<Record<string, string>> =>
  code ? CODE : POST

/** The answer as a response: 304 without a body when the reader has it already (RFC 9110, section 13.1.2). */
export function respond(answer: Answer, request: Request): Response {
  const { status, body } = answer
  const { ETag } = answer.headers
  answer.prepared ??= new Headers(answer.headers)
  const headers = answer.prepared
  const held = request.headers.get('If-None-Match')
  if (held && ETag && matches(held, ETag)) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(body, { status, headers })
}

/** Weak comparison: a proxy that compresses may have weakened the tag. */
function matches(held: string, etag: string): boolean {
  if (held === etag || held === '*') return true
  return held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
