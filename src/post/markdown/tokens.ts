/** What Markdown is read as: blocks, and the inline tokens that they hold. */

export interface Text {
  type: 'text'
  text: string
  /** Is it a line break of the source, and not the end of a line? */
  soft?: boolean
}

export interface Escape {
  type: 'escape' | 'codespan'
  text: string
}

export interface Emphasis {
  type: 'em' | 'strong' | 'del'
  tokens: Token[]
}

export interface Link {
  type: 'link'
  href: string
  title: string | null
  tokens: Token[]
  /** Does the address stand in the text as it is? */
  bare?: boolean
}

export interface Image {
  type: 'image'
  href: string
  title: string | null
  text: string
}

export interface Html {
  type: 'html'
  text: string
  block: boolean
}

export interface Checkbox {
  type: 'checkbox'
  checked: boolean
}

export interface Math {
  type: 'math' | 'mathBlock'
  text: string
  display: boolean
}

export interface FootnoteRef {
  type: 'footnoteRef'
  label: string
}

/** `line`: that of a tight list, which stands in no paragraph. */
export interface Paragraph {
  type: 'paragraph' | 'line'
  text: string
  tokens: Token[]
}

export interface Heading {
  type: 'heading'
  depth: number
  tokens: Token[]
}

export interface Code {
  type: 'code'
  text: string
  lang?: string
}

export interface Quote {
  type: 'blockquote'
  text: string
  tokens: Token[]
}

export interface List {
  type: 'list'
  ordered: boolean
  start: number
  items: ListItem[]
}

export interface ListItem {
  task: boolean
  tokens: Token[]
}

export interface TableCell {
  header: boolean
  align: 'left' | 'center' | 'right' | null
  tokens: Token[]
}

export interface Table {
  type: 'table'
  header: TableCell[]
  rows: TableCell[][]
}

/** `parts`: a blank line, and not the mere end of one. */
export interface Space {
  type: 'space'
  parts: boolean
}

/** A link's definition, or a note: nothing is written where it stands. */
export interface Definition {
  type: 'def' | 'footnote'
}

export type Token =
  | Text
  | Escape
  | Emphasis
  | Link
  | Image
  | Html
  | Checkbox
  | Math
  | FootnoteRef
  | Paragraph
  | Heading
  | Code
  | Quote
  | List
  | Table
  | Space
  | Definition
  | { type: 'br' | 'hr' }

/** Link definitions by label. */
export type Links = Record<string, { href: string; title: string | null }>

export const isSilent = (token: Token): token is Space | Definition =>
  token.type === 'space' || token.type === 'def' || token.type === 'footnote'
