/** Tells whether two pieces of HTML show a reader the same. */

import { Parser } from 'htmlparser2'

/** Elements that say something; what is not here only groups others. */
const TELLING =
  /^(?:a|abbr|audio|blockquote|br|caption|cite|code|dd|del|details|dl|dt|em|figcaption|figure|h[1-6]|hr|iframe|img|input|ins|kbd|li|mark|ol|pre|q|rp|rt|ruby|small|strong|sub|summary|sup|table|td|th|tr|u|ul|video)$/
const NAMES: Record<string, string> = { b: 'strong', i: 'em', s: 'del', strike: 'del', tt: 'code' }
const ATTRIBUTES = [
  'href',
  'src',
  'alt',
  'title',
  'width',
  'height',
  'align',
  'colspan',
  'rowspan',
  'start',
]

export const showsSame = (one: string, other: string): boolean => outline(one) === outline(other)

/** The telling elements in order, with the words between them; white space counts only within `<pre>`. */
function outline(html: string): string {
  const parts: string[] = []
  let words = ''
  let pre = 0
  let hidden = 0
  const flush = () => {
    const text = pre > 0 ? words : words.replace(/\s+/g, ' ').trim()
    if (text !== '') parts.push(JSON.stringify(pre > 0 ? text.trim() : text))
    words = ''
  }
  const parser = new Parser({
    onopentag(tag, attributes) {
      const name = NAMES[tag] ?? tag
      // A heading's link to itself is the page's own.
      if (hidden > 0 || attributes.class === 'anchor') hidden++
      if (hidden > 0 || !TELLING.test(name) || (pre > 0 && name !== 'pre')) return
      flush()
      if (name === 'pre') pre++
      const told = ATTRIBUTES.flatMap((key) =>
        attributes[key] ? [`${key}=${attributes[key]}`] : [],
      )
      parts.push(`<${[name, ...told].join(' ')}>`)
    },
    onclosetag(tag) {
      const name = NAMES[tag] ?? tag
      if (hidden > 0) {
        hidden--
        return
      }
      if (name === 'p' || name === 'div') words += ' '
      if (!TELLING.test(name) || (pre > 0 && name !== 'pre')) return
      flush()
      if (name === 'pre') pre--
      parts.push(`</${name}>`)
    },
    ontext(text) {
      if (hidden === 0) words += text
    },
  })
  parser.end(html)
  flush()
  return parts.join('\n')
}
