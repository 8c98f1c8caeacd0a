/** A page to bytes: the frame is encoded once, the stored article's bytes go in untouched. */

import { css } from './css.ts'
import type { Markup } from './jsx-runtime.ts'

/** Where the article goes. Text cannot forge it: every `<` of a text or attribute is escaped. */
const SLOT = '<slot></slot>'
const STYLE = '<style></style>'

const encoder = new TextEncoder()
let style: Uint8Array | undefined

/**
 * The one place that trusts HTML it did not make: `article` must be the sanitiser's own output, as
 * the shelf holds it.
 */
export function print(page: Markup | null, article?: Uint8Array): Uint8Array<ArrayBuffer> {
  style ??= encoder.encode(`<style>${css()}</style>`)
  const html = page?.html ?? ''
  const head = html.indexOf(STYLE)
  const slot = article ? html.indexOf(SLOT, head) : -1
  const parts = [encoder.encode(`<!doctype html>${html.slice(0, head)}`), style]
  const rest = head + STYLE.length
  if (article && slot >= 0) {
    parts.push(encoder.encode(html.slice(rest, slot)), article)
    parts.push(encoder.encode(html.slice(slot + SLOT.length)))
  } else {
    parts.push(encoder.encode(html.slice(rest)))
  }
  return join(parts)
}

export function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
