/** Small measures and clean-ups of author's text that several fields share. */

const encoder = new TextEncoder()

/** Length in bytes of UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).length

/** Is it longer than that in bytes of UTF-8? A UTF-16 code unit is one to three bytes. */
export const isLonger = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && (text.length > bytes || byteLength(text) > bytes)

/** The text, or its longest beginning of at most `bytes` bytes of UTF-8 that ends between two characters. */
export function cut(text: string, bytes: number): string {
  if (!isLonger(text, bytes)) return text
  // A byte that starts with 10 continues a character: step back to where one starts.
  const all = encoder.encode(text)
  let end = bytes
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end--
  return new TextDecoder().decode(all.subarray(0, end))
}

// Controls, zero-width space, word joiner, BOM, and the marks that turn the direction of all that follows.
const STRAY = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** Author's text inside a message: no control characters, at most 80 characters. */
export function shown(text: string): string {
  const visible = [...text.slice(0, 400).replace(/\p{C}/gu, '\ufffd')]
  return visible.length > 80 ? `${visible.slice(0, 79).join('')}…` : visible.join('')
}

// What most titles and labels are: printable ASCII and Han, with single spaces.
const PLAIN = /^[!-~\u4e00-\u9fff]+(?: [!-~\u4e00-\u9fff]+)*$/

/** One line: white space runs become one space, control and stray zero-width characters are dropped. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text
  const line = text.toWellFormed().replace(/[\t\n\v\f\r\u0085]/g, ' ')
  return line.replace(STRAY, '').replace(/\s+/g, ' ').trim()
}
