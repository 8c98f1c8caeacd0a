/** Reads a request's body up to a limit, and not a byte further. */

import { Refusal } from '../../post/refusal.ts'

/** Cloudflare takes bodies of at most 100 MB. */
export const MAX_FORM = 95 * 1024 * 1024
/** Text in JSON: escapes make it longer than the 1 MiB its source may have. */
export const MAX_JSON = 2 * 1024 * 1024
/** A body of unknown length is held twice for a moment, and an isolate has 128 MB. */
const MAX_UNANNOUNCED = 32 * 1024 * 1024

/** Throws `too-large`: before anything is read when Content-Length says so, else as soon as it shows. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const header = request.headers.get('Content-Length')
  const announced = header !== null && /^\d+$/.test(header) ? Number(header) : null
  if (announced !== null && announced > limit) throw tooLarge(limit)
  const most = announced ?? Math.min(limit, MAX_UNANNOUNCED)
  if (!request.body) return new Uint8Array(0)

  return announced === null
    ? readUnannounced(request.body, most)
    : readInto(request.body, announced)
}

/** Straight to where the bytes stay: chunks of their own would be as much again until they are collected. */
async function readInto(body: ReadableStream, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader({ mode: 'byob' })
  let whole = new Uint8Array(length)
  let at = 0
  while (at < length) {
    const { value, done } = await reader.read(whole.subarray(at))
    // The buffer was handed over and comes back.
    if (value) whole = new Uint8Array(value.buffer as ArrayBuffer)
    at += value?.length ?? 0
    if (done) break
  }
  const { done } = await reader.read(new Uint8Array(1))
  if (!done) throw tooLarge(length)
  return whole.subarray(0, at)
}

async function readUnannounced(
  body: ReadableStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop early cancels the stream.
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    length += chunk.length
    if (length > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  for (let at = 0; chunks[0]; at += (chunks.shift() as Uint8Array).length) whole.set(chunks[0], at)
  return whole
}

function tooLarge(limit: number): Refusal {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MiB` : `${limit} bytes`
  const message = `The body is larger than ${size}.`
  const hint =
    limit === MAX_UNANNOUNCED
      ? 'Send its length (Content-Length) and it may be larger.'
      : 'Send fewer or smaller pictures at a time.'
  return new Refusal('too-large', { field: 'body', message, hint })
}
