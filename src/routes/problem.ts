/** Errors as `application/problem+json` (RFC 9457): one table gives each code its status and title. */

import type { Fault, RefusalCode } from '../post/refusal.ts'
import { Refusal } from '../post/refusal.ts'
import { SettingError } from '../site.ts'

export type ProblemCode =
  | RefusalCode
  | 'unauthorized'
  | 'no-token'
  | 'too-many-failures'
  | 'method-not-allowed'
  | 'no-route'
  | 'busy'
  | 'internal'

const PROBLEMS: Record<ProblemCode, [status: number, title: string]> = {
  'bad-request': [400, 'The request is malformed'],
  unauthorized: [401, 'A valid token is needed'],
  forbidden: [403, 'The token may not do that'],
  'no-route': [404, 'There is nothing at this address'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This address does not take that method'],
  conflict: [409, 'In conflict with what is there'],
  gone: [410, 'Gone'],
  'precondition-failed': [412, 'A precondition failed'],
  'too-large': [413, 'Too large'],
  'unsupported-type': [415, 'Not a content type this address takes'],
  'unsupported-image': [415, 'Not a kind of picture that is taken'],
  'bad-encoding': [422, 'Not UTF-8'],
  'bad-front-matter': [422, 'The front matter cannot be read'],
  'bad-field': [422, 'A field has a value it cannot have'],
  'bad-slug': [422, 'Not a slug'],
  'bad-image': [422, 'The picture is broken'],
  'bad-archive': [422, 'The archive is broken'],
  'no-images': [422, 'This blog keeps no pictures'],
  'too-complex': [422, 'Too complex to render'],
  'idempotency-mismatch': [422, 'The Idempotency-Key belongs to another request'],
  'too-many-failures': [429, 'Too many failed logins'],
  internal: [500, 'Something went wrong'],
  busy: [503, 'Busy'],
  'no-token': [503, 'No author token is set'],
}

/** Every code with its status and title. */
export const problems = Object.entries(PROBLEMS) as [ProblemCode, [number, string]][]

/** What goes with every answer that is data: nothing in it may run, be framed, or be kept. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

interface Extras {
  errors?: Fault[]
  /** The current ETag, without quotes, when a precondition failed. */
  etag?: string
  headers?: Record<string, string>
}

/** A problem as JSON. */
export function describeProblem(code: ProblemCode, detail: string, { errors = [], etag }: Extras) {
  const [status, title] = PROBLEMS[code]
  const body = { type: `urn:problem:deckle:${code}`, title, status, detail, errors }
  return etag ? { ...body, etag } : body
}

/** A problem as an answer, with the security headers. */
export function problem(code: ProblemCode, detail: string, extras: Extras = {}): Response {
  const { etag, headers } = extras
  const body = describeProblem(code, detail, extras)
  return new Response(`${JSON.stringify(body)}\n`, {
    status: body.status,
    headers: {
      ...DATA_HEADERS,
      'Content-Type': 'application/problem+json',
      ...(etag && { ETag: `"${etag}"` }),
      ...(code === 'forbidden' && { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }),
      ...headers,
    },
  })
}

/** What is told of a request when it failed. */
interface Asked {
  req: { method: string; path: string }
  env: { AUTHOR_TOKEN?: string }
}

/** The one `onError`: a refusal is the client's to mend, a setting the owner's; the rest is logged, never shown. */
export function onError(error: Error, c: Asked): Response {
  if (error instanceof Refusal) {
    const { code, detail, errors, etag } = error.data
    return problem(code, detail, { errors, ...(etag !== undefined && { etag }) })
  }
  if (error instanceof SettingError) return problem('internal', error.message)
  if (isPassing(error)) {
    log(error, c)
    return problem('busy', 'Try again in a moment.', { headers: { 'Retry-After': '2' } })
  }
  log(error, c)
  return problem('internal', 'The error has been logged.')
}

/** The platform marks what a second try may cure. */
const isPassing = (error: Error & { retryable?: boolean; overloaded?: boolean }): boolean =>
  error.retryable === true || error.overloaded === true

function log(error: Error, c: Asked): void {
  const text = `${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`
  const secret = c.env?.AUTHOR_TOKEN
  const safe = text.replace(/deckle_\w+|\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[token]')
  console.error(secret ? safe.replaceAll(secret, '[token]') : safe)
}
