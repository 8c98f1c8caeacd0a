/** Text as XML 1.0 may hold it: no control characters, no half of a surrogate pair, markup escaped. */

/** Anything but these, and halves of pairs, which are gone by then. */
const ILLEGAL = /[^\t\n\r\x20-\x7e\xa0-\ufffd]/g

/** What no XML document may hold is dropped, even where it is escaped (XML 1.0, section 2.2). */
export const clean = (text: string): string => text.toWellFormed().replace(ILLEGAL, '')

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeXml = (text: string): string =>
  clean(text).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

/** Clean markup as the text of an element: a feed of articles stays readable, and little is copied. */
export const cdata = (text: string): string =>
  `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** An element of text alone; nothing when there is no text. */
export const element = (name: string, text: string | null): string =>
  text ? `<${name}>${escapeXml(text)}</${name}>` : ''

export const HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'
