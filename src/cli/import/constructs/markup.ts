/** Writes what constructs become: alerts, figures, players, code blocks. */

import { escapeHtml } from '../../../post/html/escape.ts'
import { Mapped } from './mapped.ts'
import type { Converted } from './tree.ts'

/** Which of Deckle's five alerts stands for a kind of box that themes and dialects have. */
const KINDS: Record<string, string[]> = {
  note: ['note', 'info', 'abstract', 'summary', 'tldr', 'example', 'quote', 'cite', 'question'],
  tip: ['tip', 'success', 'hint', 'check', 'done', 'primary', 'help', 'faq'],
  important: ['important', 'todo', 'attention'],
  warning: ['warning', 'warn', 'alert'],
  caution: ['caution', 'danger', 'error', 'failure', 'fail', 'missing', 'bug'],
}

/** `NOTE`, `TIP` and so on, or null for a kind that none stands for. */
export function alertKind(name: string): string | null {
  const plain = name.toLowerCase().replace(/^(?:notice--|notice-|alert-|callout-)/, '')
  const found = Object.entries(KINDS).find(([, names]) => names.includes(plain))
  return found ? found[0].toUpperCase() : null
}

/** A box with a title of its own, or without one. Its lines keep the indentation of the tag. */
export function alert(kind: string, title: string, inner: Mapped, indent = ''): Converted {
  const head = `> [!${kind}]${title ? `\n${indent}> **${title}**\n${indent}>` : ''}`
  return { text: quoted(inner, indent, head), block: true }
}

/** A quotation, with its source below it. */
export function quotation(inner: Mapped, source: string, indent = ''): Converted {
  const body = quoted(inner, indent, '')
  const text = source
    ? new Mapped(`${body.text}\n${indent}>\n${indent}> — ${source}`, body.lines)
    : body
  return { text, block: true }
}

function quoted(inner: Mapped, indent: string, head: string): Mapped {
  const body = unindent(inner.trimLines(), indent)
  const lines = body.text === '' ? [] : body.text.split('\n')
  const marked = lines.map((line, index) => {
    const start = index === 0 && head === '' ? '' : indent
    return `${start}>${line === '' ? '' : ` ${line}`}`
  })
  const heads = head === '' ? [] : head.split('\n')
  const first = body.lines[0] ?? 1
  return new Mapped([...heads, ...marked].join('\n'), [
    ...heads.map(() => first),
    ...body.lines.slice(0, lines.length),
  ])
}

/** Without as much of that indentation as each line has. */
function unindent(text: Mapped, indent: string): Mapped {
  return text.mapLines((line) => {
    let at = 0
    while (at < indent.length && /[ \t]/.test(line[at] ?? '')) at++
    return line.slice(at)
  })
}

/** Content behind a summary that opens it. */
export function details(summary: string, inner: Mapped): Converted {
  const { text, lines } = inner.trimLines()
  const first = lines[0] ?? 1
  const whole = `<details>\n<summary>${escapeHtml(summary)}</summary>\n\n${text}\n\n</details>`
  return { text: new Mapped(whole, [first, first, first, ...lines, first, first]), block: true }
}

export interface Figure {
  src: string
  alt?: string
  caption?: string
  /** Where the picture leads. */
  link?: string
  width?: string
  height?: string
}

/** A picture; with a caption a figure. As Markdown where that says it all. */
export function figure({ src, alt = '', caption = '', link, width, height }: Figure): Converted {
  const sized = [width && ['width', width], height && ['height', height]].filter(Boolean)
  const plain = !/["[\]\n<>\\]/.test(`${alt}${caption}`) && !/[*_`]/.test(caption)
  if (plain && sized.length === 0 && !link) {
    const title = caption ? ` "${caption}"` : ''
    return { text: `![${alt || caption}](${destination(src)}${title})`, block: true }
  }
  const sizes = sized.map((each) => ` ${each?.[0]}="${escapeHtml(each?.[1] ?? '')}"`).join('')
  const img = `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt || plainCaption(caption))}"${sizes}>`
  const shown = link ? `<a href="${escapeHtml(link)}">${img}</a>` : img
  if (!caption) return { text: shown, block: true }
  // Between empty lines the caption is read as Markdown.
  const words = /[*_`[<\\]/.test(caption) ? `\n\n${caption}\n\n` : escapeHtml(caption)
  const text = `<figure>\n${shown}\n<figcaption>${words}</figcaption>\n</figure>`
  return { text, block: true }
}

const plainCaption = (caption: string): string => caption.replace(/<[^>]*>|[*_`]/g, '')

/** An address as it may stand in a Markdown link. */
export const destination = (address: string): string =>
  /[\s()<>]/.test(address) ? `<${address.replace(/[<>]/g, encodeURIComponent)}>` : address

const PLAYERS: Record<string, (id: string) => string> = {
  youtube: (id) => `https://www.youtube-nocookie.com/embed/${id}`,
  vimeo: (id) => `https://player.vimeo.com/video/${id}`,
  bilibili: (id) => `https://player.bilibili.com/player.html?${id}`,
}

/** A video host's player in the page. Null when there is no id. */
export function player(host: string, id: string, title = ''): Converted | null {
  const address = /^[\w.=&?-]+$/.test(id) ? PLAYERS[host]?.(id) : undefined
  if (!address) return null
  const name = escapeHtml(title || 'Video')
  const text = `<iframe src="${escapeHtml(address)}" title="${name}" width="640" height="360"></iframe>`
  return { text, block: true }
}

/** A code block; its fence is longer than any in it. */
export function codeBlock(language: string, code: string, indent = ''): Converted {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const body = code.replace(/^[ \t]*\n/, '').replace(/\n[ \t]*$/, '')
  return { text: `${fence}${language}\n${body}\n${indent}${fence}`, block: true }
}

/** A link in the place of what no page of ours can hold. */
export const linkInstead = (text: string, href: string): Converted => ({
  text: `[${text.replace(/[[\]]/g, '\\$&')}](${destination(href)})`,
  instead: 'link',
})
