/** The style sheets as they stand in the pages, one for each kind, and the hashes that let them through CSP. */

import { article } from './styles/article.ts'
import { code } from './styles/code.ts'
import { lists } from './styles/lists.ts'
import { page } from './styles/page.ts'
import { post } from './styles/post.ts'
import { print } from './styles/print.ts'
import { theme } from './styles/theme.ts'

/** A post, a post with highlighted code, and every other page. */
export type Sheet = 'post' | 'code' | 'list'

const OWN: Record<Sheet, string> = {
  post: post + article,
  code: post + article + code,
  list: lists,
}

/** Written with one rule a line; only the line breaks and the indentation need to go. */
export const css = (sheet: Sheet): string =>
  [theme, page, OWN[sheet], print].join('').replace(/\s*\n\s*/g, '')

/** The CSP sources that allow exactly these style sheets. A test checks them, and says what they should be. */
export const CSS_HASHES: Record<Sheet, string> = {
  post: "'sha256-1c9DXIlFD9BfHs70oponjbP1YWkuYqgX6nzTs0IbJO0='",
  code: "'sha256-fZBzrQHuRkK2+8WABDOr/5MMYFu69L9tubP6hVQUTPM='",
  list: "'sha256-nPvXnWRDeocS/zzhgrxbot898hG5BbNJc6PINhM4ENM='",
}
