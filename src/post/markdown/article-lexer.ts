/** Reads an article's Markdown with the additions, and notes what its rendering will need. */

import type { Token } from 'marked'
import { Budget } from '../html/bounds.ts'
import { Footnotes } from './footnotes.ts'
import { findLanguage } from './languages.ts'
import { readMathBlock } from './math-block.ts'
import { PostLexer } from './post-lexer.ts'
import { languageOf } from './token-writer.ts'

export interface ReadArticle {
  tokens: Token[]
  footnotes: Footnotes
  /** Languages of its code, as LANGUAGES names them. */
  languages: ReadonlySet<string>
  math: boolean
  /** Has it HTML that what stands around it may depend on? */
  html: boolean
}

/** HTML that ends where it stands: pictures, line breaks, `<!-- more -->`. */
const ALONE =
  /^(?:\s|<br\s*\/?>|<img(?=[\s/>])(?:[^<>"']|"[^<>"]*"|'[^<>']*')*>)*$|^<!--\s*more\s*-->\s*$/i

/** Pieces of markup that a note and the links to it and back are. */
const NOTE = 4

export function readArticle(text: string): ReadArticle {
  const footnotes = new Footnotes()
  const languages = new Set<string>()
  let math = false
  let html = false
  const additions = {
    hasFootnote: footnotes.has,
    sawMath: () => {
      math = true
    },
    sawHtml: (found: string) => {
      html ||= !ALONE.test(found)
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
  return { tokens, footnotes, languages, math, html }
}
