/** Tags and categories: their names as written and their keys in addresses. */

import { cut, oneLine } from './text.ts'

export const MAX_LABEL_BYTES = 200

/**
 * The key of a tag or category: NFKC, lower case, trimmed; white space and `/` become `-`, control
 * characters are dropped, other punctuation stays (`c++`, `c#`, `.net`). At most 200 bytes of UTF-8. `''` for
 * a name that leaves nothing, and for `.` and `..`, which no address can carry.
 */
export function labelKey(name: string): string {
  const plain = oneLine(name.normalize('NFKC').toLowerCase()).normalize('NFKC')
  const key = cut(plain.replace(/[\s/]+/g, '-'), MAX_LABEL_BYTES)
  return key === '.' || key === '..' ? '' : key
}
