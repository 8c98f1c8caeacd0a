/** Makes text of others fit for a terminal: a file name or an answer must not move the cursor or paint. */

/** Control characters, and those that turn the direction of what follows, show as `�`. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�')

/** An address as people read it: `…/posts/秋天` and not `…/posts/%E7%A7%8B%E5%A4%A9`. A browser takes either. */
export function readable(url: string): string {
  try {
    return printable(decodeURI(url).replaceAll(' ', '%20'))
  } catch {
    return printable(url)
  }
}
