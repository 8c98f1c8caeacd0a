/** Makes text of others fit for a terminal: a file name or an answer must not move the cursor or paint. */

/** Control characters, and those that turn the direction of what follows, show as `�`. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�')
