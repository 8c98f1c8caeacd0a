/** Documents to bytes and back. A post's article and Markdown follow its one-line head, so that they are never parsed. */

import type { ListDocument, PostDocument, Sealed, SiteDocument } from './documents.ts'

const NEWLINE = 10
const encoder = new TextEncoder()
const decoder = new TextDecoder()

const NONE = new Uint8Array()

/** One line of JSON, then the bytes of the article, then those of its Markdown. */
export function encodePost(
  head: Sealed,
  article: Uint8Array = NONE,
  markdown: Uint8Array = NONE,
): Uint8Array<ArrayBuffer> {
  const line = encoder.encode(`${JSON.stringify(head)}\n`)
  const bytes = new Uint8Array(line.length + article.length + markdown.length)
  bytes.set(line)
  bytes.set(article, line.length)
  bytes.set(markdown, line.length + article.length)
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

export function encodeJson(document: Sealed): Uint8Array {
  return encoder.encode(JSON.stringify(document))
}

export function decodeSite(bytes: Uint8Array): SiteDocument {
  return JSON.parse(decoder.decode(bytes))
}

export function decodeList(bytes: Uint8Array): ListDocument {
  return JSON.parse(decoder.decode(bytes))
}
