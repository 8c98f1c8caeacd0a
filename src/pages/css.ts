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
  post: "'sha256-HVTeQe4oudSjD4b7/Bw44kqq6r9rpeA1wj4XR6ZhaOE='",
  code: "'sha256-hbIByPT9/06ycztg8jvRrdZiMDtnwTIK8rzKhqzm2UI='",
  list: "'sha256-OKw7oL01PQFpIpx0Tqr2Hrg0aYkJ+x862kYYuXdT3UM='",
}
