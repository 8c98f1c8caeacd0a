/** What an article is written with, from its first element to its last. */

import type { Attributes } from './options.ts'

export interface Markup {
  /** Opens an element. Values are plain text; an `id` is the renderer's own, and no author's HTML can take it. */
  open(name: string, attributes?: Attributes | null, id?: string): void
  close(name: string): void
  text(text: string): void
  /** HTML as its author wrote it. */
  html(html: string): void
  /** HTML that the renderer itself made (highlighted code, MathML), and its words for search. */
  fragment(html: string, text: string): void
}
