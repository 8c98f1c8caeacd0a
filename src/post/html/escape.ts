/** Text as it may stand in HTML: markup characters escaped, characters that no document may hold dropped. */

// One class, all else than these: a second one would be looked for at each character anew.
const SPECIAL = /[^\t\n !#-%'-;=?-~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]/
const EACH = /[&<>"\ufdd0-\ufdef\ufffe\uffff]|(?![\t\n])[\p{Cc}\p{Cs}]/gu
const MARKUP = /[&<>"]/

/** Escapes for element content and for double-quoted attribute values alike. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH, escapeOne) : text
}

/** The text alone, without what no document may hold. */
export const printable = (text: string): string =>
  SPECIAL.test(text) ? text.replace(EACH, (each) => (MARKUP.test(each) ? each : '')) : text

function escapeOne(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return ''
  }
}
