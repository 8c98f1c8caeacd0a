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

  const chunks: Uint8Array[] = []
  let whole = new Uint8Array(announced ?? 0)
  let length = 0
  // Leaving the loop early cancels the stream.
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    if (length + chunk.length > most) throw tooLarge(most)
    if (announced === null) chunks.push(chunk)
    else whole.set(chunk, length)
    length += chunk.length
  }
  if (announced !== null) return whole.subarray(0, length)
  whole = new Uint8Array(length)
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
