/** Alerts: block quotes that begin with `[!NOTE]` and the like, as GitHub has them. */

import type { Token, Tokens } from 'marked'
import { isHanOrKana } from './characters.ts'

const MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i
const TITLES: Record<string, [english: string, chinese: string]> = {
  note: ['Note', '注'],
  tip: ['Tip', '提示'],
  important: ['Important', '重要'],
  warning: ['Warning', '警告'],
  caution: ['Caution', '小心'],
}

export interface Alert {
  kind: string
  /** In Chinese when the alert is. */
  title: string
  tokens: Token[]
}

/** The alert that the quote is, or null. */
export function readAlert(quote: Tokens.Blockquote): Alert | null {
  const [first, ...rest] = quote.tokens
  if (first?.type !== 'paragraph') return null
  const paragraph = first as Tokens.Paragraph
  const match = MARK.exec(paragraph.text)
  const kind = match?.[1]?.toLowerCase()
  const titles = TITLES[kind ?? '']
  if (!match || kind === undefined || !titles) return null
  // The mark is the first text; the line break after it stands alone.
  const tokens = paragraph.tokens.slice(1)
  if (tokens[0]?.type === 'br' || tokens[0]?.raw === '\n') tokens.shift()
  const chinese = [...quote.text.slice(match[0].length, match[0].length + 200)].some(isHanOrKana)
  const title = titles[chinese ? 1 : 0]
  return { kind, title, tokens: tokens.length > 0 ? [{ ...paragraph, tokens }, ...rest] : rest }
}
