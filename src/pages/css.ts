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
  post: "'sha256-5bJiyLxmp1pLHCKBQ7Hgp/OP42+y760dlbN9wTZSb10='",
  code: "'sha256-NKc/BfnApDdjsU1sZqXkYfjnpjcDsNk655ByCGbzyaQ='",
  list: "'sha256-nPvXnWRDeocS/zzhgrxbot898hG5BbNJc6PINhM4ENM='",
}
