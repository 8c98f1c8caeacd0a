/** Alerts: block quotes that begin with `[!NOTE]` and the like, as GitHub has them. */

import type { Token, Tokens } from 'marked'
import { isHanOrKana } from './characters.ts'

const MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i
const TITLES = {
  note: ['Note', '注', '補足', 'ملاحظة'],
  tip: ['Tip', '提示', 'ヒント', 'نصيحة'],
  important: ['Important', '重要', '重要', 'مهم'],
  warning: ['Warning', '警告', '警告', 'تحذير'],
  caution: ['Caution', '小心', '注意', 'احترس'],
} satisfies Record<string, [english: string, chinese: string, japanese: string, arabic: string]>

const KANA = /[ぁ-ヿ]/
const ARABIC = /[\u0620-\u06ff]/

export interface Alert {
  kind: string
  /** In the language of the alert, as far as its script tells. */
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
  if (!match || !isKind(kind)) return null
  // The mark is the first text; the line break after it stands alone.
  const tokens = paragraph.tokens.slice(1)
  if (tokens[0]?.type === 'br' || tokens[0]?.raw === '\n') tokens.shift()
  const title = TITLES[kind][languageOf(quote.text.slice(match[0].length, match[0].length + 200))]
  return { kind, title, tokens: tokens.length > 0 ? [{ ...paragraph, tokens }, ...rest] : rest }
}

const isKind = (kind: string | undefined): kind is keyof typeof TITLES =>
  kind !== undefined && kind in TITLES

/** Which of the titles a text calls for. */
function languageOf(text: string): 0 | 1 | 2 | 3 {
  if (KANA.test(text)) return 2
  if (ARABIC.test(text)) return 3
  return [...text].some(isHanOrKana) ? 1 : 0
}
