/** Math: TeX to MathML, which browsers show without style sheets or scripts. */

import { escapeHtml } from '../html/escape.ts'

const COLOR = / style="color:(#[0-9a-f]{3,8}|[a-z]+);"/g
const STYLES = / style="[^"]*"/g
const MAX_TEX = 5_000
const MAX_ALL = 40_000

/** `complaint` is null when the TeX was understood. */
export interface MathResult {
  html: string
  complaint: string | null
}

export type MathWriter = (tex: string, display: boolean) => MathResult

const TAG = /<\/?(?:math|m[a-z]+|span)(?: [a-z]+="[^"<]*")*\/?>/g
const ACTIVE = /\s(?:on\w*|href|src|id|xlink\S*)=/i

/** Only MathML, and nothing in it that links or acts: `\ref`, `\label` and the like make HTML of the author's text. */
const isMathMl = (html: string): boolean => {
  const rest = html.replace(TAG, (tag) => (ACTIVE.test(tag) ? '<' : ''))
  return !/[<>]/.test(rest)
}

let temml: typeof import('temml').default | undefined

/** Loads the writer: only for articles that have math. */
export async function loadMath(): Promise<MathWriter> {
  temml ??= (await import('temml')).default
  const { renderToString } = temml
  let left = MAX_ALL
  return (tex, display) => {
    left -= tex.length
    if (tex.length > MAX_TEX || left < 0)
      return { html: source(tex, display), complaint: 'The formula is too long.' }
    try {
      const html = renderToString(tex, {
        displayMode: display,
        throwOnError: true,
        maxExpand: 200,
      })
      if (!isMathMl(html))
        return { html: source(tex, display), complaint: 'This is not math alone.' }
      // The site's Content-Security-Policy allows no style attributes. A wide formula scrolls, by keyboard too.
      const bare = html.replace(COLOR, ' mathcolor="$1"').replace(STYLES, '')
      return { html: display ? bare.replace('<math', '<math tabindex="0"') : bare, complaint: null }
    } catch (error) {
      // Temml throws its ParseError, or a RangeError where braces nest very deep.
      const complaint =
        error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      return { html: source(tex, display), complaint: complaint.slice(0, 200) }
    }
  }
}

const source = (tex: string, display: boolean): string => {
  const code = `<code class="math">${escapeHtml(tex)}</code>`
  return display ? `<pre tabindex="0">${code}</pre>` : code
}
