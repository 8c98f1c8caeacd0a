/** Documents to bytes and back. A post's article and Markdown follow its one-line head, so that they are never parsed. */

import type { ListDocument, PostDocument, SiteDocument } from './documents.ts'

const NEWLINE = 10
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** One line of JSON, made here unless its bytes are there; of a post, the bytes of the article follow, then those of its Markdown. */
export function encode(
  document: object | Uint8Array[],
  ...parts: Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const line = Array.isArray(document) ? document : [toBytes(JSON.stringify(document))]
  return join([...line, Uint8Array.of(NEWLINE), ...parts])
}

/** UTF-8. */
export const toBytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/**
 * The same with its version, and with a hash of the content alone: the same content has the same hash at any
 * version.
 */
export async function seal(
  content: object | Uint8Array[],
  ver: number,
  ...parts: Uint8Array[]
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = encode(content, ...parts)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hash = digest.subarray(0, 12).toBase64({ alphabet: 'base64url' })
  const opening = toBytes(`{"ver":${ver},"hash":"${hash}",`)
  return join([opening, bytes.subarray(1)])
}

function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The head parsed, article and Markdown as views of the same bytes. */
export function decodePost(bytes: Uint8Array): PostDocument {
  const end = bytes.indexOf(NEWLINE)
  const head = JSON.parse(decoder.decode(bytes.subarray(0, end)))
  if (head.state !== 'live') return { head }
  const rest = bytes.subarray(end + 1)
  if (head.length === undefined) return { head, article: rest, markdown: null }
  return { head, article: rest.subarray(0, head.length), markdown: rest.subarray(head.length) }
}

export function decodeSite(bytes: Uint8Array): SiteDocument {
  return JSON.parse(decoder.decode(bytes))
}

export function decodeList(bytes: Uint8Array): ListDocument {
  return JSON.parse(decoder.decode(bytes))
}
