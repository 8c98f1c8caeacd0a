/** Serves stored pictures: `/images/:key`. What a key names never changes, so it is kept for ever. */

import type { Context } from 'hono'
import { parseImageKey } from '../images/key.ts'
import { findImage, findImageHead } from '../images/store.ts'
import { readRange } from './range.ts'

/** The cache tag of a picture, to be purged when it is removed. */
export const imageTag = (key: string): string => `image:${key}`

/** On every answer. The sandbox is for a browser that opens the file itself and takes it for a page. */
const SAFE = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}
const KEPT = {
  ...SAFE,
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'public, max-age=31536000, immutable',
  'Content-Disposition': 'inline',
  // Feed readers and other sites may show the picture.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** GET and HEAD, with one range (RFC 9110, section 14), If-Range and If-None-Match. */
export async function serveImage(c: Context<{ Bindings: Env }>): Promise<Response> {
  const { method, headers: sent } = c.req.raw
  if (method !== 'GET' && method !== 'HEAD') {
    return text(405, 'Pictures may only be read.', { Allow: 'GET, HEAD' })
  }
  const key = c.req.param('key') ?? ''
  const named = parseImageKey(key)
  const bucket = c.env.IMAGES as R2Bucket | undefined
  if (!named || !bucket) return text(404, 'No such picture.')

  const etag = `"${named.hash}"`
  const headers = { ...KEPT, ETag: etag, 'Content-Type': named.type, 'Cache-Tag': imageTag(key) }
  const held = sent.get('If-None-Match')
  const ranged = method === 'GET' && sent.has('Range') && (sent.get('If-Range') ?? etag) === etag

  if (method === 'GET' && held === null && !ranged) {
    const image = await findImage(bucket, key)
    if (!image) return text(404, 'No such picture.')
    return new Response(image.body, { headers: { ...headers, 'Content-Length': `${image.size}` } })
  }

  const head = await findImageHead(bucket, key)
  if (!head) return text(404, 'No such picture.')
  if (held !== null && isHeld(held, etag)) return new Response(null, { status: 304, headers })
  const whole = { ...headers, 'Content-Length': `${head.size}` }
  if (method === 'HEAD') return new Response(null, { headers: whole })

  const range = ranged ? readRange(sent.get('Range') ?? '', head.size) : null
  if (range === 'unsatisfiable') {
    return text(416, 'The picture ends before that.', { 'Content-Range': `bytes */${head.size}` })
  }
  const image = await findImage(bucket, key, range ?? undefined)
  if (!image) return text(404, 'No such picture.')
  if (range === null) return new Response(image.body, { headers: whole })
  const { offset, length } = range
  return new Response(image.body, {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': `${length}`,
      'Content-Range': `bytes ${offset}-${offset + length - 1}/${head.size}`,
    },
  })
}

/** Weak comparison, as If-None-Match asks for. */
const isHeld = (held: string, etag: string): boolean =>
  held.trim() === '*' || held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

function text(status: number, message: string, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${message}\n`, { status, headers: { ...SAFE, ...type, ...headers } })
}
