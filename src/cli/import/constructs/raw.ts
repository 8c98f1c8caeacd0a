/** Finds what a reader would see as raw text: marks of an engine or dialect that nothing has converted. */

import { Parser } from 'htmlparser2'
import type { EngineName } from '../engines/engine.ts'
import type { Mapped } from './mapped.ts'
import { scan } from './scan.ts'
import { oneLine } from './tree.ts'

/** Something that shows as it was written, and where. */
export interface Raw {
  line: number
  /** How it begins, on one line. */
  text: string
}

/** `:smile:`. A text that has one has many: they are named once. */
const EMOJI = /(?<![\p{L}\p{N}:/]):[a-z][a-z0-9_+-]*:(?![\p{L}\p{N}:/])/gu

const FAMILIES: RegExp[] = [
  /\{%[\s\S]*?(?:%\}|$)/g,
  /\{\{[\s\S]*?(?:\}\}|$)/g,
  /\{::?[^{}\n]*\}?/g,
  /^[ \t>]*:{2,}[ \t]*[A-Za-z[{][^\n]*|^[ \t>]*:{3,}[ \t]*$/gm,
  /(?<![\p{L}\p{N}:/]):[a-z][\w-]*\[[^\]\n]*\](?:\{[^}\n]*\})?/gu,
  EMOJI,
  /:\(fa[a-z]? fa-[^)\n]*\):?/g,
  /!?\[\[[^\n]*?(?:\]\]|$)/gm,
  /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*/gm,
  /\{[#.][\w-][^{}\n]*\}/g,
  /^[ \t]*\*\[[^\]\n]+\]:[^\n]*/gm,
  /^[ \t]*\[toc\][ \t]*$/gim,
  /%%[^%\n]+%%/g,
  /<%[=-]?[\s\S]*?%>/g,
]

/** WordPress' shortcodes, perhaps behind the backslashes that keep brackets from being links. */
const BRACKETS = /\\?\[\/?[a-z][\w-]*(?:[ \t][^\]\n]*)?\](?![(:[])/gi

/** The marks among the words of a source, as far as its page shows marks of that kind; with those of the page alone. */
export function findRaw(source: Mapped, html: string, engine: EngineName): Raw[] {
  const shown = wordsOf(html)
  const words = scan(source.text, null).filter(({ kind }) => kind === 'words')
  const families = engine === 'wordpress' ? [...FAMILIES, BRACKETS] : FAMILIES
  return families
    .flatMap((family) => {
      const onPage = [...shown.matchAll(family)]
      if (onPage.length === 0) return []
      const found = words.flatMap(({ text, at }) =>
        [...text.matchAll(family)].map(({ 0: hit, index }) => {
          const lead = hit.length - hit.trimStart().length
          return {
            line: source.lineAt(at + index + lead),
            text: oneLine(hit.replace(/\\([[\]])/g, '$1')),
          }
        }),
      )
      // What the words do not show came about by Markdown: its place is where its text begins.
      const missed = onPage.slice(found.length).map(({ 0: hit }) => ({
        line: source.lineAt(Math.max(0, source.text.indexOf(hit.trim().slice(0, 12)))),
        text: oneLine(hit),
      }))
      const all = [...found, ...missed]
      const [first] = all
      return family === EMOJI && first ? [{ ...first, text: `${first.text} × ${all.length}` }] : all
    })
    .sort((a, b) => a.line - b.line)
}

const CODE = new Set(['pre', 'code', 'kbd', 'samp', 'math', 'script', 'style'])
const BLOCK =
  /^(?:p|div|li|h[1-6]|dt|dd|td|th|tr|br|blockquote|figure|figcaption|summary|details|ul|ol|table|pre)$/

/** The words a page shows, without code: each block on lines of its own. */
export function wordsOf(html: string): string {
  let text = ''
  let depth = 0
  const parser = new Parser({
    onopentag(name) {
      if (CODE.has(name)) depth++
      if (BLOCK.test(name)) text += '\n'
    },
    onclosetag(name) {
      if (CODE.has(name)) {
        depth--
        text += '\ufffc'
      }
      if (BLOCK.test(name)) text += '\n'
    },
    ontext(words) {
      if (depth === 0) text += words
    },
  })
  parser.end(html)
  return text
}
