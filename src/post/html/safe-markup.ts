/** Makes HTML safe as it is written: keeps what the policy allows, always balanced. */

import { Parser } from 'htmlparser2'
import { Refusal } from '../refusal.ts'
import { writeAttributes } from './attributes.ts'
import { refuseGrowth } from './bounds.ts'
import { escapeHtml, printable } from './escape.ts'
import { videoFrame } from './frames.ts'
import type { Markup } from './markup.ts'
import type { Attributes, SanitiseOptions } from './options.ts'
import { Passages } from './passages.ts'
import { DROPPED, ELEMENTS, RENAMED, VOID } from './policy.ts'
import type { SafeHtml } from './safe-html.ts'

/** Elements open within each other. Browsers stop at 512. */
const MAX_DEPTH = 200

/** Refusal `too-complex` when elements nest too deep or the HTML grows over the limit. */
export class SafeMarkup implements Markup {
  readonly passages = new Passages()
  /** Names of elements that were left out with their content. */
  readonly dropped = new Set<string>()
  #options: SanitiseOptions
  #parser: Parser | null = null
  #out = ''
  #closers: string[] = []
  #ids = new Set<string>()
  #skipping = 0
  #links = 0

  constructor(options: SanitiseOptions) {
    this.#options = options
  }

  /** Closes what is open, and gives all that was written. */
  finish(): SafeHtml {
    this.#parser?.end()
    return this.#out as SafeHtml
  }

  open(name: string, attributes?: Attributes | null, id?: string): void {
    if (attributes) this.#read(name, attributes, false)
    else this.#start(name, id === undefined ? '' : ` id="${escapeHtml(id)}"`)
  }

  close(name: string): void {
    const closer = this.#closers.pop() ?? ''
    if (closer === '</a>') this.#links--
    this.#write(closer)
    if (closer !== '') this.passages.close(RENAMED.get(name) ?? name)
  }

  text(text: string): void {
    const html = escapeHtml(text)
    this.#write(html)
    this.passages.text(html === text ? text : printable(text))
  }

  /** Reads the HTML as browsers do, and writes what may stay of it anew. */
  html(html: string): void {
    this.#parser ??= new Parser({
      onopentag: (name, attributes, implied) => {
        if (this.#skipping === 0) this.#read(name, attributes, implied)
        else if (!VOID.has(name)) this.#skipping++
      },
      onclosetag: (name) => {
        if (VOID.has(name)) return
        if (this.#skipping > 0) this.#skipping--
        else this.close(name)
      },
      ontext: (text) => {
        if (this.#skipping === 0) this.text(text)
      },
    })
    this.#parser.write(html)
  }

  fragment(html: string, text: string): void {
    this.#write(html)
    this.passages.fragment({ html, text })
  }

  #write(html: string): void {
    this.#out += html
    if (this.#out.length > this.#options.limit) refuseGrowth()
  }

  /** An element with attributes that anyone may have written. */
  #read(name: string, attributes: Attributes, implied: boolean): void {
    const { trusted, image } = this.#options
    this.#refuseDepth()
    if (name === trusted?.tag) {
      const fragment = trusted.fragments[Number(attributes.n)]
      if (fragment) this.fragment(fragment.html, fragment.text)
      this.#closers.push('')
      return
    }
    if (DROPPED.has(name)) {
      this.dropped.add(name)
      if (!VOID.has(name)) this.#skipping = 1
      return
    }
    const kept = RENAMED.get(name) ?? name
    if (name === 'img') {
      const within = this.#links > 0 ? 'link' : null
      const place = this.#closers.at(-1) === '</picture>' ? 'picture' : within
      this.#write(image(attributes, place, () => this.passages.all()))
      this.passages.unseen(` ${attributes.alt ?? ''} `)
    } else if (name === 'iframe') {
      this.#write(videoFrame(attributes) ?? '')
      this.#skipping = 1
    } else if (name === 'input') {
      if (attributes.type?.toLowerCase() !== 'checkbox') return
      const checked = 'checked' in attributes
      const label = checked ? '☑' : '☐'
      this.#write(
        `<input type="checkbox" aria-label="${label}" disabled${checked ? ' checked' : ''}>`,
      )
    } else if (!ELEMENTS.has(kept) || implied || (kept === 'a' && this.#links > 0)) {
      if (!VOID.has(name)) this.#closers.push('')
    } else {
      if (name === 'center') attributes.align ??= 'center'
      this.#start(kept, writeAttributes(kept, attributes, this.#options, this.#ids))
    }
  }

  /** An element of the policy, with attributes as they are to be written. */
  #start(name: string, attributes: string): void {
    this.#refuseDepth()
    if (name === 'table') this.#write(`<div class="scroll" tabindex="0"><table${attributes}>`)
    else this.#write(`<${name}${name === 'pre' ? ' tabindex="0"' : ''}${attributes}>`)
    this.passages.open(name)
    if (name === 'a') this.#links++
    if (!VOID.has(name)) this.#closers.push(name === 'table' ? '</table></div>' : `</${name}>`)
  }

  #refuseDepth(): void {
    if (this.#closers.length >= MAX_DEPTH) throw new Refusal('too-complex', DEEP)
  }
}

const DEEP = {
  message: `HTML elements stand more than ${MAX_DEPTH} deep within each other.`,
  hint: 'Close the tags that are left open.',
}
