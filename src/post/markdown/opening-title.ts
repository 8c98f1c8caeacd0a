/** The heading that an article opens with and that says its title: the page says it already, above the article. */

import type { Token, Tokens } from 'marked'
import { plainText } from './plain-text.ts'

/**
 * Takes it out of the tokens and gives its words. `title` is the front matter's: a first-level heading must say the
 * same; null: whatever heading comes first is the title. Gives null when the article opens with something else.
 */
export function takeOpeningTitle(tokens: Token[], title: string | null): string | null {
  const at = tokens.findIndex(({ type }) => type !== 'space')
  const first = tokens[at]
  if (first?.type !== 'heading') return null
  const { depth, tokens: inline } = first as Tokens.Heading
  const text = headingText(inline)
  const isTitle = title === null ? text !== '' : depth === 1 && text === headingText(title)
  if (isTitle) tokens.splice(at, 1)
  return isTitle ? text : null
}

/** The words of a heading, as the contents show them. */
export function headingText(words: string | readonly Token[]): string {
  const text = typeof words === 'string' ? words : plainText(words)
  return text.replace(/\s+/g, ' ').trim()
}
