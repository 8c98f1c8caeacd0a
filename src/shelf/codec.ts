/** Documents to bytes and back. A post's article follows its one-line head, so that it is never parsed. */

import type { ListDocument, PostDocument, Sealed, SiteDocument } from './documents.ts'

const NEWLINE = 10
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** One line of JSON, then the article's bytes. */
export function encodePost(
  head: Sealed,
  article: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const line = encoder.encode(`${JSON.stringify(head)}\n`)
  const bytes = new Uint8Array(line.length + article.length)
  bytes.set(line)
  bytes.set(article, line.length)
  return bytes
}

/** The head parsed, the article as a view of the same bytes. */
export function decodePost(bytes: Uint8Array): PostDocument {
  const end = bytes.indexOf(NEWLINE)
  const head = JSON.parse(decoder.decode(bytes.subarray(0, end)))
  return head.state === 'live' ? { head, article: bytes.subarray(end + 1) } : { head }
}

export function encodeJson(document: Sealed): Uint8Array {
  return encoder.encode(JSON.stringify(document))
}

export function decodeSite(bytes: Uint8Array): SiteDocument {
  return JSON.parse(decoder.decode(bytes))
}

export function decodeList(bytes: Uint8Array): ListDocument {
  return JSON.parse(decoder.decode(bytes))
}
