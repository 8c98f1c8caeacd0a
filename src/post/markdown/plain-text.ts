/** The words of inline tokens, without markup. */

import type { Token } from './tokens.ts'

export function plainText(tokens: readonly Token[]): string {
  let text = ''
  for (const token of tokens) {
    if (token.type === 'br') text += ' '
    else if (token.type === 'html') continue
    else if ('tokens' in token) text += plainText(token.tokens)
    else if ('text' in token) text += token.text
  }
  return text
}
