/** Reads an article's Markdown with the additions, and notes what its rendering will need. */

import type { MarkedOptions, Token } from 'marked'
import { Budget } from '../html/bounds.ts'
import type { Trusted } from '../html/trusted.ts'
import { Footnotes } from './footnotes.ts'
import { findLanguage } from './languages.ts'
import { readMathBlock } from './math-block.ts'
import { languageOf } from './plain-renderer.ts'
import { PostLexer } from './post-lexer.ts'

export interface ReadArticle {
  tokens: Token[]
  footnotes: Footnotes
  /** Languages of its code, as LANGUAGES names them. */
  languages: ReadonlySet<string>
  math: boolean
}

/** Pieces of markup that a note and the links to it and back are. */
const NOTE = 4

export function readArticle(text: string, trusted: Trusted): ReadArticle {
  const footnotes = new Footnotes(trusted)
  const languages = new Set<string>()
  let math = false
  const additions = {
    hasFootnote: footnotes.has,
    sawMath: () => {
      math = true
    },
    sawCode: (info: string) => {
      const name = languageOf(info)
      const language = findLanguage(name)
      if (language !== null) languages.add(language)
      else if (name === 'math') math = true
    },
  }
  const budget = new Budget(text.length)
  const extensions = { renderers: {}, childTokens: {}, block: [block] }
  const lexer: PostLexer = new PostLexer({ additions, budget, extensions })

  function block(src: string): Token | undefined {
    const found = readMathBlock(src)
    if (!found) {
      const note = footnotes.read(src, lexer)
      if (note) budget.pieces(NOTE)
      return note
    }
    math = true
    return { type: 'mathBlock', raw: found.raw, text: found.tex }
  }

  const tokens = lexer.lex(text)
  return { tokens, footnotes, languages, math }
}

/** Writers for the tokens that marked does not know. */
export const renderers = (write: {
  math: (tex: string, display: boolean) => string
  mark: (label: string) => string
}): NonNullable<MarkedOptions['extensions']>['renderers'] => ({
  footnote: () => '',
  footnoteRef: (token) => write.mark(token.label),
  math: (token) => write.math(token.text, token.display),
  mathBlock: (token) => `${write.math(token.text, true)}\n`,
})
