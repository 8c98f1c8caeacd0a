/** The words of inline tokens, without markup. */

import type { Token } from 'marked'

export function plainText(tokens: readonly Token[]): string {
  let text = ''
  for (const token of tokens) {
    if (token.type === 'br') text += ' '
    else if (token.type === 'html') continue
    else if (token.type !== 'image' && 'tokens' in token && token.tokens)
      text += plainText(token.tokens)
    else if ('text' in token && typeof token.text === 'string') text += token.text
  }
  return text
}
