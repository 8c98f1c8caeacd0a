/** Highlights code on the server, so that readers need no script. */

import type { HLJSApi } from 'highlight.js'
import { LANGUAGES } from './languages.ts'

/** Some grammars take more than linear time: code that could be slow stays plain. In UTF-16 code units. */
const MAX_BLOCK = 20_000
const MAX_ALL = 60_000
const LONG = /[^\n]{301}|\s{200}/
/** In these, a long run of words without brackets or commas takes seconds. */
const WORDY = new Set(['c', 'cpp', 'csharp', 'ini'])
const WORDS = /[\w\s.:*&<>~"\\-]{400}/

/** Gives HTML with `hljs-…` classes, or null when the code stays plain. */
export type Highlighter = (code: string, language: string) => string | null

let core: HLJSApi | undefined

/** Loads what these languages (names of LANGUAGES) need. The limits hold for one article. */
export async function loadHighlighter(languages: ReadonlySet<string>): Promise<Highlighter> {
  if (languages.size === 0) return () => null
  core ??= (await import('highlight.js/lib/core')).default
  for (const name of languages) {
    const load = LANGUAGES[name]
    if (load && !core.getLanguage(name)) core.registerLanguage(name, (await load()).default)
  }
  const { highlight } = core
  let left = MAX_ALL
  return (code, language) => {
    if (code.length > MAX_BLOCK || LONG.test(code)) return null
    if (WORDY.has(language) && WORDS.test(code)) return null
    left -= code.length
    return left < 0 ? null : highlight(code, { language, ignoreIllegals: true }).value
  }
}
