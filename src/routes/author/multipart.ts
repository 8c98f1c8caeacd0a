/**
 * Takes a multipart body apart (RFC 7578, RFC 2046 section 5.1.1) without copying it. The platform's own
 * `formData()` copies every part, loses `filename*`, and takes half a million parts.
 */

import { Refusal } from '../../post/refusal.ts'
import { finder, isAt } from './find-bytes.ts'
import { readFileName, readHeader } from './parameters.ts'

export interface Part {
  name: string
  fileName: string | null
  /** A view of the body. */
  bytes: Uint8Array
}

export const MAX_PARTS = 200
const MAX_PART_HEADERS = 8192
const CR = 13

const encoder = new TextEncoder()
const findBlankLine = finder(encoder.encode('\r\n\r\n'))

/** Refusals: `bad-request` when the body is broken, `too-large` for more than 200 parts. */
export function splitMultipart(body: Uint8Array, boundary: string): Part[] {
  const delimiter = encoder.encode(`\r\n--${boundary}`)
  const find = finder(delimiter)
  const parts: Part[] = []
  // The first delimiter may stand at the very start, without its line break.
  let at = isAt(body, delimiter.subarray(2), 0) ? -2 : find(body, 0)
  if (at === -1) throw broken('its boundary stands nowhere in it')
  for (;;) {
    at += delimiter.length
    if (body[at] === 45 && body[at + 1] === 45) return parts
    while (body[at] === 32 || body[at] === 9) at++
    if (body[at] !== CR || body[at + 1] !== 10) throw broken('a boundary is not alone on its line')
    const end = find(body, at)
    if (end === -1) throw broken('it ends before its closing boundary')
    parts.push(readPart(body.subarray(at, end)))
    if (parts.length > MAX_PARTS) {
      throw new Refusal('too-large', `The body has more than ${MAX_PARTS} parts.`)
    }
    at = end
  }
}

/** A part from the line break after its boundary, so that one without headers has its blank line too. */
function readPart(part: Uint8Array): Part {
  const end = findBlankLine(part.subarray(0, MAX_PART_HEADERS), 0)
  if (end === -1) throw broken('the headers of a part do not end')
  const headers = readHeaders(part.subarray(0, end))
  const disposition = readHeader(headers.get('content-disposition') ?? '')
  const name = disposition.parameters.get('name')
  if (disposition.value !== 'form-data' || name === undefined) {
    throw broken('a part has no name (Content-Disposition: form-data; name="…")')
  }
  const encoding = headers.get('content-transfer-encoding') ?? 'binary'
  if (!/^(binary|8bit|7bit)$/i.test(encoding)) {
    throw broken(`a part is encoded as ${encoding}: send its bytes as they are`)
  }
  return {
    name,
    fileName: readFileName(disposition),
    bytes: part.subarray(end + 4),
  }
}

function readHeaders(bytes: Uint8Array): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of decode(bytes).split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':')
    if (colon < 1) throw broken('a part has a header without a colon')
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw broken('the headers of a part are not UTF-8')
  }
}

const broken = (why: string): Refusal =>
  new Refusal('bad-request', { field: 'body', message: `The multipart body is broken: ${why}.` })
