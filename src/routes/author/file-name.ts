/** The names that files come with: of the source, for its date and slug; of pictures, for what names them. */

import { Refusal } from '../../post/refusal.ts'
import { readFileName, readHeader } from './parameters.ts'

const MAX_NAME_BYTES = 500

/** The name as it is matched: NFC, since macOS sends names in NFD. Throws `bad-field`. */
export function checkFileName(name: string, field: string): string {
  const clean = name.normalize('NFC')
  if (/\p{Cc}/u.test(clean)) {
    throw new Refusal('bad-field', { field, message: 'A file name holds a control character.' })
  }
  if (!clean.isWellFormed() || new TextEncoder().encode(clean).length > MAX_NAME_BYTES) {
    const message = `A file name has more than ${MAX_NAME_BYTES} bytes.`
    throw new Refusal('bad-field', { field, message })
  }
  return clean
}

/** The name of the file that is the body: `?name=`, or Content-Disposition; null without one. */
export function bodyName(request: Request): string | null {
  const asked = new URL(request.url).searchParams.get('name')
  if (asked) return checkFileName(asked, 'name')
  const header = request.headers.get('Content-Disposition')
  const name = header && readFileName(readHeader(header))
  return name ? checkFileName(name, 'Content-Disposition') : null
}
