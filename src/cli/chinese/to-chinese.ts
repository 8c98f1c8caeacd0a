/**
 * Puts into Chinese what `post/`, `images/`, `archive/` and a blog say in English of what an author sends. They do so
 * in whole sentences, each of which is a line of a table here: the Worker has no room for two languages.
 */

import { ANSWER_WORDS } from './answer-words.ts'
import { ARCHIVE_WORDS } from './archive-words.ts'
import { IMPORT_WORDS } from './import-words.ts'
import { PICTURE_WORDS } from './picture-words.ts'
import { POST_WORDS } from './post-words.ts'

interface Rule {
  pattern: RegExp
  gaps: string[]
  chinese: string
}

const GAP = /\{[*?]?\}/

/** What says most of itself comes first. */
const RULES: Rule[] = [
  ...POST_WORDS,
  ...PICTURE_WORDS,
  ...ANSWER_WORDS,
  ...ARCHIVE_WORDS,
  ...IMPORT_WORDS,
]
  .map(([english, chinese]) => ({ parts: english.split(GAP), english, chinese }))
  .sort((a, b) => b.parts.join('').length - a.parts.join('').length)
  .map(({ parts, english, chinese }) => ({
    pattern: new RegExp(`^${parts.map(literal).join('(.*?)')}$`, 's'),
    gaps: english.match(new RegExp(GAP, 'g')) ?? [],
    chinese,
  }))

/** RegExp.escape is not in Node 22. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** Null where nobody has said it in Chinese yet. */
export function toChinese(text: string): string | null {
  for (const { pattern, gaps, chinese } of RULES) {
    const found = pattern.exec(text)
    if (!found) continue
    const values = gaps.map((gap, n) => {
      const value = found[n + 1] ?? ''
      return gap === '{}' ? value : (toChinese(value) ?? (gap === '{?}' ? value : null))
    })
    if (values.every((value) => value !== null)) {
      return chinese.replace(/\{(\d)\}/g, (_, n) => values[Number(n)] ?? '')
    }
  }
  return null
}
