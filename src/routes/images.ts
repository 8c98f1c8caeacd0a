/** Serves stored pictures: `/images/:key`, and in other widths `?w=`. What a key names never changes. */

import type { Context } from 'hono'
import { dispositionOf } from '../images/disposition.ts'
import { parseImageKey, TYPES, variantName } from '../images/key.ts'
import { findImage, findImageHead } from '../images/store.ts'
import { chooseType, makeVariant } from '../images/variants.ts'
import { WIDTHS } from '../urls.ts'
import { streamRanges } from './byteranges.ts'
import { contentRange, type Range, readOne, readRanges } from './range.ts'

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
  // Feed readers and other sites may show the picture.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** A drawing styles itself, and may hold pictures. */
const DRAWING = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
}

/** What is asked for: a stored object, and what goes with it. */
interface Wanted {
  /** Its name in the bucket. */
  name: string
  etag: string
  type: string
  headers: Record<string, string>
}

/** GET and HEAD, with ranges (RFC 9110, section 14), If-Range and If-None-Match. */
export async function serveImage(c: Context<{ Bindings: Env }>): Promise<Response> {
  const { method, headers: sent } = c.req.raw
  if (method !== 'GET' && method !== 'HEAD') {
    return text(405, 'Pictures may only be read.', { Allow: 'GET, HEAD' })
  }
  const key = c.req.param('key') ?? ''
  const named = parseImageKey(key)
  const bucket = c.env.IMAGES as R2Bucket | undefined
  if (!named || !bucket) return text(404, 'No such picture.')

  const { hash, type } = named
  const headers: Record<string, string> = { 'Cache-Tag': imageTag(key) }
  const asked = c.req.raw.url.includes('?') ? c.req.query('w') : undefined
  if (asked !== undefined) {
    const width = WIDTHS.find((each) => `${each}` === asked)
    if (!width) return text(400, `Pictures come in these widths: ${WIDTHS.join(', ')}.`)
    headers.Vary = 'Accept'
    const images = c.env.TRANSFORM as ImagesBinding | undefined
    if (images) {
      const to = chooseType(sent.get('Accept') ?? '', type)
      const name = variantName(key, width, to)
      const wanted = { name, etag: `"${hash}-${width}-${to.slice(6)}"`, type: to, headers }
      const waitUntil = (work: Promise<unknown>) => c.executionCtx.waitUntil(work)
      const found =
        (await serve(c.req.raw, bucket, wanted)) ??
        ((await makeVariant({ bucket, images, waitUntil }, { key, width, type: to })) &&
          (await serve(c.req.raw, bucket, wanted)))
      if (found) return found
    }
    // The original stands in, and not for ever.
    headers['Cache-Control'] = 'public, max-age=3600'
  }
  const wanted = { name: key, etag: `"${hash}"`, type, headers }
  return (await serve(c.req.raw, bucket, wanted)) ?? text(404, 'No such picture.')
}

/** Null when it is not there. */
async function serve(
  { method, headers: sent }: Request,
  bucket: R2Bucket,
  { name, etag, type, headers: own }: Wanted,
): Promise<Response | null> {
  const held = sent.get('If-None-Match')
  const ranged = method === 'GET' && sent.has('Range') && (sent.get('If-Range') ?? etag) === etag

  // A variant may be of another type than was asked for.
  const typeOf = (image: R2Object) => image.httpMetadata?.contentType ?? type
  const headersOf = (image: R2Object) => ({
    ...{ ...KEPT, ETag: etag, 'Content-Type': typeOf(image), ...own },
    ...(type === TYPES.svg && DRAWING),
    'Content-Disposition': dispositionOf(image.customMetadata?.name, typeOf(image)),
  })
  const whole = async () => {
    const image = await findImage(bucket, name)
    if (!image) return null
    const headers = { ...headersOf(image), 'Content-Length': `${image.size}` }
    return new Response(image.body, { headers })
  }
  if (method === 'GET' && held === null && !ranged) return whole()

  const asked = sent.get('Range') ?? ''
  const part = (image: R2Object, range: Range, body: ReadableStream) => {
    const contents = {
      'Content-Length': `${range.length}`,
      'Content-Range': contentRange(range, image.size),
    }
    return new Response(body, { status: 206, headers: { ...headersOf(image), ...contents } })
  }
  const one = ranged && held === null ? readOne(asked) : null
  if (one) {
    // Whatever is wrong with it is told below.
    const image = await findImage(bucket, name, one).catch(() => null)
    const ranges = image && readRanges(asked, image.size)
    if (image && Array.isArray(ranges) && ranges[0]) return part(image, ranges[0], image.body)
    await image?.body.cancel()
  }

  const head = await findImageHead(bucket, name)
  if (!head) return null
  const headers = headersOf(head)
  const { size } = head
  if (held !== null && isHeld(held, etag)) return new Response(null, { status: 304, headers })
  if (method === 'HEAD')
    return new Response(null, { headers: { ...headers, 'Content-Length': `${size}` } })

  const ranges = ranged ? readRanges(asked, size) : null
  if (ranges === null) return whole()
  if (ranges === 'unsatisfiable') {
    return text(416, 'The picture ends before that.', { 'Content-Range': `bytes */${size}` })
  }
  const read = async (range: R2Range) => (await findImage(bucket, name, range))?.body ?? null
  const [range, second] = ranges
  if (range && !second) {
    const body = await read(range)
    return body && part(head, range, body)
  }
  const boundary = etag.slice(1, -1)
  const parts = streamRanges(ranges, { type: typeOf(head), size, boundary }, read)
  return new Response(parts.body, { status: 206, headers: { ...headers, ...parts.headers } })
}

/** Weak comparison, as If-None-Match asks for. */
const isHeld = (held: string, etag: string): boolean =>
  held.trim() === '*' || held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

function text(status: number, message: string, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${message}\n`, { status, headers: { ...SAFE, ...type, ...headers } })
}
