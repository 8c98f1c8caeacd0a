/** Makes HTML safe: parses it, keeps what the policy allows, and writes it anew, always balanced. */

import { Parser } from 'htmlparser2'
import { Refusal } from '../refusal.ts'
import { writeAttributes } from './attributes.ts'
import { refuseGrowth } from './bounds.ts'
import { escapeHtml } from './escape.ts'
import { videoFrame } from './frames.ts'
import type { Attributes, SanitiseOptions } from './options.ts'
import { Passages } from './passages.ts'
import { DROPPED, ELEMENTS, RENAMED, VOID } from './policy.ts'
import type { SafeHtml } from './safe-html.ts'

/** Elements open within each other. Browsers stop at 512. */
const MAX_DEPTH = 200

export interface Sanitised {
  html: SafeHtml
  passages: Passages
  /** Names of elements that were left out with their content. */
  dropped: ReadonlySet<string>
}

/** Sanitises. Refusal `too-complex` when elements nest too deep or the result grows over the limit. */
export function sanitise(html: string, options: SanitiseOptions): Sanitised {
  let out = ''
  const closers: string[] = []
  const passages = new Passages()
  const dropped = new Set<string>()
  const ids = new Set<string>()
  let skipping = 0
  let links = 0

  const write = (text: string) => {
    out += text
    if (out.length > options.limit) refuseGrowth()
  }

  const open = (name: string, attributes: Attributes, implied: boolean) => {
    if (skipping > 0) {
      if (!VOID.has(name)) skipping++
      return
    }
    if (closers.length >= MAX_DEPTH) throw new Refusal('too-complex', DEEP)
    if (name === options.trusted.tag) {
      const fragment = options.trusted.fragments[Number(attributes.n)]
      if (fragment) {
        write(fragment.html)
        passages.fragment(fragment)
      }
      closers.push('')
      return
    }
    if (DROPPED.has(name)) {
      dropped.add(name)
      if (!VOID.has(name)) skipping = 1
      return
    }
    const kept = RENAMED.get(name) ?? name
    if (name === 'img') {
      const within = links > 0 ? 'link' : null
      const place = closers.at(-1) === '</picture>' ? 'picture' : within
      write(options.image(attributes, place, () => passages.all()))
      passages.unseen(` ${attributes.alt ?? ''} `)
    } else if (name === 'iframe') {
      write(videoFrame(attributes) ?? '')
      skipping = 1
    } else if (name === 'input') {
      if (attributes.type?.toLowerCase() !== 'checkbox') return
      const checked = 'checked' in attributes
      const label = checked ? '☑' : '☐'
      write(`<input type="checkbox" aria-label="${label}" disabled${checked ? ' checked' : ''}>`)
    } else if (!ELEMENTS.has(kept) || implied || (kept === 'a' && links > 0)) {
      if (!VOID.has(name)) closers.push('')
    } else {
      if (name === 'center') attributes.align ??= 'center'
      write(kept === 'table' ? '<div class="scroll" tabindex="0"><table' : `<${kept}`)
      if (kept === 'pre') write(' tabindex="0"')
      write(`${writeAttributes(kept, attributes, options, ids)}>`)
      passages.open(kept)
      if (kept === 'a') links++
      if (!VOID.has(kept)) closers.push(kept === 'table' ? '</table></div>' : `</${kept}>`)
    }
  }

  const close = (name: string) => {
    if (VOID.has(name)) return
    if (skipping > 0) {
      skipping--
      return
    }
    const closer = closers.pop() ?? ''
    if (closer === '</a>') links--
    write(closer)
    if (closer !== '') passages.close(RENAMED.get(name) ?? name)
  }

  const text = (data: string) => {
    if (skipping > 0) return
    write(escapeHtml(data))
    passages.text(data)
  }

  const parser = new Parser({ onopentag: open, onclosetag: close, ontext: text })
  parser.end(html)
  return { html: out as SafeHtml, passages, dropped }
}

const DEEP = {
  message: `HTML elements stand more than ${MAX_DEPTH} deep within each other.`,
  hint: 'Close the tags that are left open.',
}
