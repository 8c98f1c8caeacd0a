/** Text as it may stand in HTML: markup characters escaped, characters that no document may hold dropped. */

const SPECIAL = /[&<>"]|[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]/
const EACH = /[&<>"\ufdd0-\ufdef\ufffe\uffff]|(?![\t\n])[\p{Cc}\p{Cs}]/gu

/** Escapes for element content and for double-quoted attribute values alike. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH, escapeOne) : text
}

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
