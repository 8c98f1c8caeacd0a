/** Math: TeX to MathML, which browsers show without style sheets or scripts. */

import { escapeHtml } from './escape.ts'

const STYLES = / style="[^"]*"/g
const MAX_TEX = 10_000
const MAX_ALL = 100_000

/** `complaint` is null when the TeX was understood. */
export interface MathResult {
  html: string
  complaint: string | null
}

export type MathWriter = (tex: string, display: boolean) => MathResult

/** Loads the writer: only for articles that have math. */
export async function loadMath(): Promise<MathWriter> {
  const { default: temml } = await import('temml')
  let left = MAX_ALL
  return (tex, display) => {
    left -= tex.length
    if (tex.length > MAX_TEX || left < 0)
      return { html: source(tex, display), complaint: 'The formula is too long.' }
    try {
      const html = temml.renderToString(tex, {
        displayMode: display,
        throwOnError: true,
        maxExpand: 200,
      })
      // The site's Content-Security-Policy allows no style attributes.
      return { html: html.replace(STYLES, ''), complaint: null }
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
  return display ? `<pre>${code}</pre>` : code
}
