/** The site's whole style sheet as it stands in every page, and the hash that lets it through CSP. */

import { article } from './styles/article.ts'
import { code } from './styles/code.ts'
import { lists } from './styles/lists.ts'
import { page } from './styles/page.ts'
import { theme } from './styles/theme.ts'

let text: string | undefined

/** Written with one rule a line; only the line breaks and the indentation need to go. */
export function css(): string {
  text ??= [theme, page, lists, article, code].join('').replace(/\s*\n\s*/g, '')
  return text
}

let hash: Promise<string> | undefined

/** The CSP source that allows exactly this style sheet: `'sha256-…'`. */
export function cssHash(): Promise<string> {
  hash ??= crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(css()))
    .then((digest) => `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`)
  return hash
}
