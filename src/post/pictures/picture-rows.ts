/** Finds paragraphs that are pictures alone: figures and rows. */

import type { Token, Tokens } from 'marked'

/** On its way to the sanitiser, which drops it, a picture of a row says how many stand side by side. */
export const IN_ROW = 'data-row'

/** How many of a row's pictures stand side by side: three where there are three, else two. */
export const sideBySide = (pictures: number): string => (pictures === 3 ? '3' : '2')

/** The pictures of a paragraph that holds nothing else, each perhaps a link's; empty when it does. */
export function picturesAlone(tokens: Token[]): Token[] {
  const pictures: Token[] = []
  for (const token of tokens) {
    if (isPicture(token)) pictures.push(token)
    else if (token.type !== 'br' && !(token.type === 'text' && token.text.trim() === '')) return []
  }
  return pictures
}

function isPicture(token: Token): boolean {
  if (token.type === 'html') return /^<img\b/i.test(token.text)
  if (token.type !== 'link') return token.type === 'image'
  const { tokens } = token as Tokens.Link
  return tokens.length === 1 && tokens[0]?.type === 'image'
}
