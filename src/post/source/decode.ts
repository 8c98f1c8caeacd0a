/** Bytes to text: UTF-8 or a refusal that names the line. */

import { Refusal } from '../refusal.ts'

/** The longest source, in bytes. */
export const MAX_SOURCE = 1_048_576

/** The source as text without its byte order mark. Refusals: `too-large`, `bad-encoding`. */
export function decodeSource(bytes: Uint8Array): string {
  if (bytes.length > MAX_SOURCE) {
    throw new Refusal('too-large', {
      message: `The source has ${bytes.length} bytes; at most ${MAX_SOURCE} are taken.`,
      hint: 'Split it into several posts. Pictures go beside the source, not into it.',
    })
  }
  const text = decode(bytes)
  if (text !== null) return text
  throw new Refusal('bad-encoding', {
    message: 'The source is not UTF-8.',
    line: badLine(bytes),
    hint: hint(bytes),
  })
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null // TextDecoder has one error only: not UTF-8
  }
}

/** Halving finds the first line that does not decode: a line break is never part of a longer character. */
function badLine(bytes: Uint8Array): number {
  const ends: number[] = []
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at + 1)
  let good = 0
  let bad = ends.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decode(bytes.subarray(0, ends[middle - 1])) === null) bad = middle
    else good = middle
  }
  return bad
}

function hint(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'It looks like UTF-16: save it as UTF-8.'
  }
  return 'Save it as UTF-8. For an old Chinese file: iconv -f gb18030 -t utf-8.'
}
