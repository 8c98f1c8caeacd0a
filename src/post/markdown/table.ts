/** Tables: a header, the line that parts it from the rows, and rows as far as they go. */

import type { Block, BlockReader } from './block.ts'
import { interrupts, lineEnd, splitRow, tableAt } from './block-starts.ts'
import type { TableCell } from './tokens.ts'

/** Length of the markup of an empty cell. */
const CELL = '<td></td>\n'.length

/** The table at the start of the text, or null. */
export function readTable(src: string, reader: BlockReader): Block | null {
  const head = tableAt(src, 0)
  if (!head) return null
  const aligned = head.delimiter.map(alignment)
  const row = (texts: string[], header: boolean): TableCell[] =>
    aligned.map((align, at) => ({ header, align, tokens: reader.inline(texts[at] ?? '') }))
  const header = row(head.header, true)
  const rows: TableCell[][] = []
  let { end } = head
  while (end < src.length) {
    const next = end + 1
    if (next >= src.length || interrupts(src, next, reader.additions !== null)) break
    end = lineEnd(src, next)
    reader.budget.print(aligned.length * CELL)
    rows.push(row(splitRow(src.slice(next, end)), false))
  }
  return { token: { type: 'table', header, rows }, end }
}

function alignment(cell: string): TableCell['align'] {
  const [left, right] = [cell.startsWith(':'), cell.endsWith(':')]
  if (left && right) return 'center'
  return left ? 'left' : right ? 'right' : null
}
