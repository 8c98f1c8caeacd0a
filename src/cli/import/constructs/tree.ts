/** Converts the marks of an engine, those that enclose others from the inside out, and leaves what has no equal. */

import { Composer, Mapped } from './mapped.ts'
import { type Mark, type Piece, type Syntax, scan } from './scan.ts'

/** A mark with what it encloses. */
export interface Tag {
  mark: Mark
  line: number
  /** What stands between the mark and the one that closes it, converted; null when none closes it. */
  inner: Mapped | null
  /** The white space before it, when nothing else is on its line. */
  indent: string
}

/** What stands for what no page of ours can hold: a link to it, its words alone, its source, or nothing. */
export type Instead = 'link' | 'words' | 'code' | 'nothing'

/** What a mark becomes. */
export interface Converted {
  text: Mapped | string
  /** Does it stand on lines of its own? */
  block?: boolean
  /** What a reader gets instead, where it is not the same. */
  instead?: Instead
}

/** A construct that was converted. */
export interface Conversion {
  line: number
  /** As its author would name it: `{% highlight %}`. */
  name: string
  /** How it began, on one line. */
  text: string
  /** Null: it shows the same. */
  instead: Instead | null
}

/** What a mark becomes; null when there is no equal. */
export type Convert = (tag: Tag) => Converted | string | null

interface Node {
  piece: Piece
  children: Node[] | null
  close: Piece | null
}

/** Converts all marks that `convert` knows. The others stay as they are, with what they enclose. */
export function convertMarks(
  source: Mapped,
  syntax: Syntax,
  convert: Convert,
): { text: Mapped; conversions: Conversion[] } {
  const conversions: Conversion[] = []
  const write = (nodes: Node[], indent: string): Mapped => {
    const out = new Composer()
    for (const { piece, children, close } of nodes) {
      const line = source.lineAt(piece.at)
      const own = source.slice(piece.at, piece.at + piece.text.length)
      if (!piece.mark) {
        out.add(own, line)
        continue
      }
      const column = out.indent || indent
      const inner = children && write(children, column)
      const result = convert({ mark: piece.mark, line, inner, indent: column })
      if (result === null) {
        out.add(own, line)
        if (inner) out.add(inner, line)
        if (close) out.add(close.text, source.lineAt(close.at))
        continue
      }
      const { text, block, instead } = typeof result === 'string' ? { text: result } : result
      if (block) out.addBlock(text, line)
      else out.add(text, line)
      const name = nameOf(piece)
      conversions.push({ line, name, text: oneLine(piece.text), instead: instead ?? null })
    }
    return out.done()
  }
  const text = write(nest(scan(source.text, syntax)), '')
  return { text: text.text === '' ? new Mapped('', [source.lines[0] ?? 1]) : text, conversions }
}

/** `{{< figure src="a.png" >}}` is called `{{< figure >}}`. */
function nameOf({ text, mark }: Piece): string {
  const head = /^\{\{[<%]|^\{[%{]|^:{2,}|^\S+/.exec(text)?.[0] ?? ''
  const tail = { '{{<': ' >}}', '{{%': ' %}}', '{%': ' %}', '{{': ' }}' }[head] ?? ''
  const name = mark?.kind === 'output' ? oneLine(mark.args).split('|')[0]?.trim() : mark?.name
  return tail === '' ? `${head.replace(/[^:!]+$/, '')}${name}` : `${head} ${name}${tail}`
}

export const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

/** Marks with their content. One that is never closed encloses nothing; a closing one alone stays a mark. */
function nest(pieces: Piece[]): Node[] {
  const nodes: Node[] = []
  const open: Node[] = []
  for (const piece of pieces) {
    if (piece.mark?.kind === 'close') {
      const { name } = piece.mark
      // A close without a name ends what was opened last.
      const match = open.findLastIndex(
        (node) => name === '' || node.piece.mark?.name.toLowerCase() === name.toLowerCase(),
      )
      const node = open[match]
      if (node) {
        node.children = nodes.splice(nodes.indexOf(node) + 1)
        node.close = piece
        open.splice(match)
        continue
      }
    }
    const node: Node = { piece, children: null, close: null }
    nodes.push(node)
    if (piece.mark?.kind === 'open') open.push(node)
  }
  return nodes
}
