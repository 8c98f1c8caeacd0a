/** Lists: their items, each with its content, tight or loose. */

import type { Block, BlockReader } from './block.ts'
import { readItem, readMarker } from './list-item.ts'
import type { Token } from './tokens.ts'

const TASK = /^\[([ xX])\][ \t]+(?=\S)/
// A single line that begins with a letter is a paragraph: most items are.
const SIMPLE = /^[\p{L}，。“（《][^\n]*$/u

interface Item {
  tokens: Token[]
  /** Null: it is no task. */
  checked: boolean | null
}

/** The list at the start of the text, or null. */
export function readList(text: string, reader: BlockReader): Block | null {
  const first = readMarker(text, 0)
  if (!first) return null
  const ordered = first.kind === '.' || first.kind === ')'
  const items: Item[] = []
  let end = 0
  let loose = false
  let gap = false
  for (let marker = first; ; ) {
    const item = readItem(text, marker, reader.additions !== null)
    const read = itemOf(item.text, reader)
    // So does a blank line between two of its blocks.
    loose ||= gap || read.tokens.some((token) => token.type === 'space' && token.parts)
    items.push(read)
    end = item.end
    gap = item.gap
    const next = item.next < text.length ? readMarker(text, item.next) : null
    if (next?.kind !== first.kind) break
    marker = next
  }
  const finished = items.map(({ tokens, checked }) => {
    if (loose) for (const token of tokens) if (token.type === 'line') token.type = 'paragraph'
    if (checked !== null) check(tokens, checked, loose)
    return { task: checked !== null, tokens }
  })
  const start = ordered ? first.number : 1
  return { token: { type: 'list', ordered, start, items: finished }, end }
}

function itemOf(source: string, reader: BlockReader): Item {
  const task = TASK.exec(source)
  const text = task ? source.slice(task[0].length) : source
  const tokens: Token[] = SIMPLE.test(text)
    ? [{ type: 'line', text, tokens: reader.inline(text) }]
    : reader.blocks(text, 'line')
  const isTask = task !== null && tokens[0]?.type === 'line'
  return { tokens, checked: isTask ? task[1] !== ' ' : null }
}

/** Puts a task's box before its words. */
function check(tokens: Token[], checked: boolean, loose: boolean): void {
  const [first] = tokens
  if (loose && first && 'tokens' in first) first.tokens.unshift({ type: 'checkbox', checked })
  else tokens.unshift({ type: 'checkbox', checked })
}
