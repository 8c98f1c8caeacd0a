/** Does a line end inside a paragraph, so that the next line may continue it without the container's mark? */

import { interrupts } from './block-starts.ts'

const MARKS = /^(?: {0,3}(?:>[ \t]?|(?:[*+-]|\d{1,9}[.)])(?:[ \t]|$)))+/
const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/
const DELIMITER = /^[ \t]*\|?[ \t:]*-[-:| \t]*$/

/** Follows the lines of a container's content. */
export class Lazy {
  #fence = ''
  /** Since the last blank line: a table, or raw HTML. */
  #closed = false
  #paragraph = false
  #added: boolean

  constructor(added: boolean) {
    this.#added = added
  }

  /** Inside a fenced code block? */
  get fenced(): boolean {
    return this.#fence !== ''
  }

  /** Takes the next line, without the container's own mark. */
  see(line: string): void {
    const content = line.replace(MARKS, '')
    const fence = FENCE.exec(content)?.[1]
    if (this.#fence !== '') {
      if (fence?.startsWith(this.#fence) && content.trim() === fence) this.#fence = ''
      return
    }
    if (content.trim() === '') {
      this.#closed = this.#paragraph = false
      return
    }
    if (fence !== undefined) {
      this.#fence = fence
      this.#paragraph = false
      return
    }
    if (/^ {0,3}</.test(content) && interrupts(content, 0, this.#added)) this.#closed = true
    if (this.#paragraph && /[|:]/.test(content) && DELIMITER.test(content)) this.#closed = true
    const indented = !this.#paragraph && /^(?: {4}| {0,3}\t)/.test(content)
    this.#paragraph = !this.#closed && !indented && !interrupts(content, 0, this.#added)
  }

  /** May the line at `at` go on with the paragraph? */
  continues(text: string, at: number): boolean {
    return this.#paragraph && !interrupts(text, at, this.#added)
  }
}
