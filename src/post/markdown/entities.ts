/** Character references in Markdown text. */

import { decodeHTMLStrict } from 'entities/decode'

/** Decodes every valid `&name;`, `&#1;` and `&#x1;`; anything else stays as written. */
export const decodeEntities = (text: string): string =>
  text.includes('&') ? decodeHTMLStrict(text) : text
