/** Slugs: the name of a post as it stands in its address. */

import { cut } from './source/text.ts'

export const MAX_SLUG_BYTES = 200

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
// Invisible characters (zero-width spaces, variation selectors, fillers) must not make two slugs look alike.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

// Printable ASCII and Han: neither has another normal form.
const PLAIN = /^[ -~\u4e00-\u9fff]*$/

/**
 * The canonical slug of a text: NFKC, lower case, words of letters, marks and digits joined by `-`, at
 * most 200 bytes of UTF-8. `''` when the text holds no letter and no digit.
 */
export function slugify(text: string): string {
  const plain = PLAIN.test(text) ? text.toLowerCase() : normalise(text)
  return cut((plain.match(WORD) ?? []).join('-'), MAX_SLUG_BYTES).replace(/-$/, '')
}

const normalise = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').normalize('NFKC')
