/** Lists: their items, each with its content, tight or loose. */

import type { Lexer, Tokens } from 'marked'
import { readItem, readMarker } from './list-item.ts'

const TASK = /^\[([ xX])\][ \t]+(?=\S)/
// A single line that begins with a letter is a paragraph: most items are.
const SIMPLE = /^[\p{L}，。“（《][^\n]*$/u

/** The list at the start of the text, or undefined. */
export function readList(text: string, lexer: Lexer, added: boolean): Tokens.List | undefined {
  const first = readMarker(text, 0)
  if (!first) return
  const ordered = first.kind === '.' || first.kind === ')'
  const items: Tokens.ListItem[] = []
  let end = 0
  let loose = false
  let gap = false
  for (let marker = first; ; ) {
    const item = readItem(text, marker, added)
    loose ||= gap
    items.push(listItem(item.text, text.slice(end, item.end), lexer))
    end = item.end
    gap = item.gap
    const next = item.next < text.length ? readMarker(text, item.next) : null
    if (next?.kind !== first.kind) break
    marker = next
  }
  loose ||= items.some((item) => item.loose)
  for (const item of items) finish(item, loose)
  const start = ordered ? first.number : ''
  return { type: 'list', raw: text.slice(0, end), ordered, start, loose, items }
}

function listItem(source: string, raw: string, lexer: Lexer): Tokens.ListItem {
  const task = TASK.exec(source)
  const text = task ? source.slice(task[0].length) : source
  const { top } = lexer.state
  lexer.state.top = false
  const tokens = SIMPLE.test(text)
    ? [{ type: 'text', raw: text, text, tokens: lexer.inline(text) } as Tokens.Text]
    : lexer.blockTokens(text, [])
  lexer.state.top = top
  // A blank line between two of its blocks makes the list loose.
  const loose = tokens.some((token) => token.type === 'space' && /\n.*\n/.test(token.raw))
  const isTask = task !== null && (tokens[0]?.type === 'text' || tokens[0]?.type === 'paragraph')
  const item: Tokens.ListItem = { type: 'list_item', raw, task: isTask, loose, text, tokens }
  return isTask ? { ...item, checked: task[1] !== ' ' } : item
}

function finish(item: Tokens.ListItem, loose: boolean): void {
  item.loose = loose
  if (loose) for (const token of item.tokens) if (token.type === 'text') token.type = 'paragraph'
  if (!item.task) return
  const box: Tokens.Checkbox = { type: 'checkbox', raw: '', checked: item.checked === true }
  const first = item.tokens[0]
  if (loose && first && 'tokens' in first) first.tokens?.unshift(box)
  else item.tokens.unshift(box)
}
