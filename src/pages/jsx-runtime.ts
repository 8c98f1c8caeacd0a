/**
 * What the pages' JSX compiles to: escaped strings, at once. hono/jsx renders inside an AsyncLocalStorage,
 * which costs an isolate's first page 8 ms and every page a third of one; pages here await nothing.
 */

import type { JSX as Hono } from 'hono/jsx'

/** Finished HTML. Only this file makes it: whatever else stands in a page is escaped. */
class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

export type { Markup }

/** What may stand between tags. */
export type Child = Markup | string | number | false | null | undefined | Child[]

type Props = Record<string, unknown> & { children?: Child }

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta'])

export function jsx(type: string | ((props: Props) => Markup | null), props: Props): Markup | null {
  if (typeof type === 'function') return type(props)
  let html = `<${type}`
  for (const name in props) if (name !== 'children') html += attribute(name, props[name])
  html += '>'
  return new Markup(VOID.has(type) ? html : `${html}${content(props.children)}</${type}>`)
}

export { jsx as jsxDEV, jsx as jsxs }

export const Fragment = ({ children }: Props): Markup => new Markup(content(children))

/**
 * A block of data, which browsers do not run (HTML, section 4.12.1.1), so that no CSP need allow it. Within
 * JSON's strings, these characters mean the same escaped; bare, they could end the block or a line.
 */
export function JsonLd({ data }: { data: object }): Markup {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return new Markup(`<script type="application/ld+json">${json}</script>`)
}

function content(child: Child): string {
  if (typeof child === 'string') return escapeHtml(child)
  if (child instanceof Markup) return child.html
  if (Array.isArray(child)) return child.map(content).join('')
  return typeof child === 'number' ? String(child) : ''
}

/** Names come from our own source, values from anywhere. */
function attribute(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`
}

function escapeHtml(text: string): string {
  // Most texts need nothing, and four searches for nothing are a tenth of a page.
  if (!/[&<>"]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export declare namespace JSX {
  type Element = Markup | null
  interface IntrinsicElements extends Hono.IntrinsicElements {
    svg: { viewBox: string; 'aria-hidden': 'true'; children: Child }
    path: { d: string }
  }
  interface ElementChildrenAttribute {
    children: Child
  }
}
