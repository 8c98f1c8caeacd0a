/** Links, images and footnote marks: what an opening and a closing bracket become. */

import type { Token } from 'marked'
import { escapeHtml } from '../html/escape.ts'
import { assemble, type Part, textToken } from './assemble.ts'
import type { InlineContext } from './inline-context.ts'
import { labelId, readDestination, readLabel, readTitle, skipSpace } from './link-parts.ts'
import { plainText } from './plain-text.ts'

interface Bracket {
  /** Index of the bracket's own part. */
  part: number
  /** Index in the text after the bracket. */
  start: number
  image: boolean
  /** Does another bracket open within it? Then its text is no label. */
  nested: boolean
}

interface Target {
  href: string
  title: string | null
  end: number
}

// As Obsidian writes them; other files than pictures are not shown.
const EMBED =
  /!\[\[([^[\]|\n]{1,300}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic))\s*(?:\|([^[\]|\n]{0,300}))?\]\]/iy
const FOOTNOTE = /\[\^([^\]\s[]{1,200})\]/y

export class Brackets {
  #text: string
  #parts: Part[]
  #context: InlineContext
  #stack: Bracket[] = []
  /** `[` below this height of the stack would make links within links. */
  #inactive = 0

  constructor(text: string, parts: Part[], context: InlineContext) {
    this.#text = text
    this.#parts = parts
    this.#context = context
  }

  /** Is a bracket open? */
  get open(): boolean {
    return this.#stack.length > 0
  }

  /** Records the `[` or `![` whose part comes next. */
  push(at: number, length: number): void {
    const outer = this.#stack.at(-1)
    if (outer) outer.nested = true
    this.#stack.push({
      part: this.#parts.length,
      start: at + length,
      image: length === 2,
      nested: false,
    })
  }

  /** A footnote mark `[^label]` whose note exists: pushes it and gives its end, or null. */
  footnote(at: number, length: number): number | null {
    if (length !== 1 || !this.#context.additions || this.#text[at + 1] !== '^') return null
    FOOTNOTE.lastIndex = at
    const label = FOOTNOTE.exec(this.#text)?.[1]
    if (label === undefined || !this.#context.additions.hasFootnote(labelId(label))) return null
    this.#parts.push({ type: 'footnoteRef', raw: '', text: '', label: labelId(label) })
    return at + label.length + 3
  }

  /** A picture as `![[a.jpg]]`, `![[a.jpg|its words]]` or `![[a.jpg|300]]`: pushes it and gives its end, or null. */
  embed(at: number, length: number): number | null {
    if (length !== 2 || !this.#context.additions || this.#text[at + 2] !== '[') return null
    EMBED.lastIndex = at
    const [raw, href = '', words = ''] = EMBED.exec(this.#text) ?? []
    if (raw === undefined) return null
    const [, width, height] = /^(\d{1,4})(?:x(\d{1,4}))?$/.exec(words) ?? []
    if (width) {
      const image = `<img src="${escapeHtml(href)}" width="${width}" height="${height ?? ''}">`
      this.#parts.push({ type: 'html', raw: image, text: image, block: false })
    } else this.#parts.push({ type: 'image', raw, href, title: null, text: words, tokens: [] })
    return at + raw.length
  }

  /** Handles the `]` at `at`; gives where to go on. */
  close(at: number): number {
    const bracket = this.#stack.pop()
    const inactive = this.#stack.length < this.#inactive
    this.#inactive = Math.min(this.#inactive, this.#stack.length)
    const target = bracket && (bracket.image || !inactive) ? this.#target(bracket, at) : null
    if (!bracket || !target) {
      this.#parts.push(textToken(']'))
      return at + 1
    }
    const inner = this.#parts
      .splice(bracket.part)
      .slice(1)
      .map(bracket.image ? (part: Part) => part : unlink)
    const tokens = assemble(inner)
    const { href, title, end } = target
    if (bracket.image) {
      this.#parts.push({ type: 'image', raw: '', href, title, text: plainText(tokens), tokens: [] })
    } else {
      this.#parts.push({ type: 'link', raw: '', href, title, text: '', tokens })
      this.#inactive = this.#stack.length
    }
    return end
  }

  #target(bracket: Bracket, at: number): Target | null {
    const inline = this.#text[at + 1] === '(' ? this.#inline(at + 2) : null
    if (inline) return inline
    const named = this.#text[at + 1] === '[' ? readLabel(this.#text, at + 1) : null
    const collapsed = named === null || named.value === ''
    if (collapsed && bracket.nested) return null
    const label = collapsed ? this.#text.slice(bracket.start, at) : named.value
    if (label.length > 999) return null
    const found = this.#context.links[labelId(label)]
    if (!found) return null
    this.#context.budget.print((found.href?.length ?? 0) + (found.title?.length ?? 0))
    return { href: found.href ?? '', title: found.title ?? null, end: named?.end ?? at + 1 }
  }

  #inline(from: number): Target | null {
    const text = this.#text
    const start = skipSpace(text, from)
    const destination = readDestination(text, start)
    if (!destination) return null
    let end = skipSpace(text, destination.end)
    let title: string | null = null
    if (end > destination.end && text[end] !== ')') {
      const read = readTitle(text, end)
      if (!read) return null
      title = read.value
      end = skipSpace(text, read.end)
    }
    return text[end] === ')' ? { href: destination.value, title, end: end + 1 } : null
  }
}

/** A bare address within a link's text is only text. */
function unlink(part: Part): Part {
  const bare = part.type === 'link' && (part as Token & { bare?: boolean }).bare
  return bare ? textToken(part.raw ?? '') : part
}
