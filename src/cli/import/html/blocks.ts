/** Cuts an HTML text into its outermost blocks, as they are written. */

import { Parser } from 'htmlparser2'

export interface Block {
  html: string
  /** Where it begins. */
  at: number
}

const INLINE =
  /^(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/

/** What stands between blocks, text and inline elements, makes blocks of its own; all together are the text. */
export function cutBlocks(html: string): Block[] {
  const blocks: Block[] = []
  let depth = 0
  let from = 0
  const cut = (at: number) => {
    const part = html.slice(from, at)
    if (part.trim() !== '') blocks.push({ html: part.trim(), at: from + part.search(/\S/) })
    from = at
  }
  const parser = new Parser({
    onopentag(name) {
      if (depth === 0 && !INLINE.test(name)) cut(parser.startIndex)
      depth++
    },
    onclosetag(name) {
      depth--
      if (depth === 0 && !INLINE.test(name)) cut(Math.min(parser.endIndex + 1, html.length))
    },
    oncomment() {
      if (depth > 0) return
      cut(parser.startIndex)
      cut(parser.endIndex + 1)
    },
  })
  parser.write(html)
  parser.end()
  cut(html.length)
  return blocks
}
