/** The site's whole style sheet as it stands in every page, and the hash that lets it through CSP. */

import { article } from './styles/article.ts'
import { code } from './styles/code.ts'
import { lists } from './styles/lists.ts'
import { page } from './styles/page.ts'
import { print } from './styles/print.ts'
import { theme } from './styles/theme.ts'

let text: string | undefined

/** Written with one rule a line; only the line breaks and the indentation need to go. */
export function css(): string {
  text ??= [theme, page, lists, article, code, print].join('').replace(/\s*\n\s*/g, '')
  return text
}

/** The CSP source that allows exactly this style sheet. A test checks it, and says what it should be. */
export const CSS_HASH = "'sha256-jemLl+r4JjOhrK7ueY+CYb8+CKPtdCklSIpHyerkCf8='"
