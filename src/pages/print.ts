/** A page to bytes: the frame is encoded once, the stored article's bytes go in untouched. */

import { css, type Sheet } from './css.ts'
import type { Markup } from './jsx-runtime.ts'

/** Where the article goes. Text cannot forge it: every `<` of a text or attribute is escaped. */
const SLOT = '<slot></slot>'
/** The head names its style sheet where that goes. */
const STYLE = /<style>(\w+)<\/style>/

const encoder = new TextEncoder()
const styles: Partial<Record<Sheet, Uint8Array>> = {}

/**
 * The one place that trusts HTML it did not make: `article` must be the sanitiser's own output, as
 * the shelf holds it.
 */
export function print(page: Markup | null, article?: Uint8Array): Uint8Array<ArrayBuffer> {
  const [head = '', sheet, body = ''] = (page?.html ?? '').split(STYLE)
  const [before = '', after] = article ? body.split(SLOT) : [body]
  const parts = [encoder.encode(`<!doctype html>${head}`), styleOf(sheet as Sheet)]
  parts.push(encoder.encode(before))
  if (article && after !== undefined) parts.push(article, encoder.encode(after))
  return join(parts)
}

function styleOf(sheet: Sheet): Uint8Array {
  styles[sheet] ??= encoder.encode(`<style>${css(sheet)}</style>`)
  return styles[sheet]
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
