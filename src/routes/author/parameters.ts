/** Reads header values with parameters: Content-Type and Content-Disposition (RFC 9110, section 5.6.6). */

import { Refusal } from '../../post/refusal.ts'

export interface HeaderValue {
  /** In lower case, without parameters. */
  value: string
  /** By lower-case name. */
  parameters: Map<string, string>
}

const PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/gs

export function readHeader(text: string): HeaderValue {
  const end = text.indexOf(';')
  const parameters = new Map<string, string>()
  for (const [, name = '', raw = ''] of text.matchAll(PARAMETER)) {
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), unquote(raw.trim()))
  }
  return { value: (end < 0 ? text : text.slice(0, end)).trim().toLowerCase(), parameters }
}

const unquote = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text

/**
 * The file name of a Content-Disposition: `filename*` (RFC 8187) before `filename`, in which browsers write
 * a quote and line breaks percent-encoded. Null when there is none, or an empty one.
 */
export function readFileName({ parameters }: HeaderValue): string | null {
  const extended = /^utf-8'[^']*'(.*)$/is.exec(parameters.get('filename*') ?? '')?.[1]
  const plain = parameters
    .get('filename')
    ?.replace(/%22|%0D|%0A/gi, (code) => decodeURIComponent(code))
  return (extended === undefined ? plain : decode(extended)) || null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    const message = 'filename* is not percent-encoded UTF-8.'
    throw new Refusal('bad-request', { field: 'Content-Disposition', message })
  }
}
