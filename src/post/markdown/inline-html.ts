/** Raw HTML and `<…>` autolinks inside a line. */

const NAME = '[A-Za-z][A-Za-z0-9-]*'
const ATTRIBUTE =
  '\\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\\s*=\\s*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?'
const TAG = new RegExp(`<(?:${NAME}(?:${ATTRIBUTE})*\\s*/?|/${NAME}\\s*)>`, 'y')
const ADDRESS = /<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*)>/y
const EMAIL =
  /<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>/y

/** Looks for closing strings in one text, and remembers where there are no more. */
export class Finder {
  #text: string
  #found = new Map<string, number>()

  constructor(text: string) {
    this.#text = text
  }

  /** Index of the first `needle` at or after `from`, or -1. Calls must not go back by much. */
  find(needle: string, from: number): number {
    const known = this.#found.get(needle)
    if (known !== undefined && (known === -1 || known >= from)) return known
    const at = this.#text.indexOf(needle, from)
    this.#found.set(needle, at)
    return at
  }
}

/** Where the raw HTML that starts at `at` ends, or -1. */
export function htmlEnd(text: string, at: number, finder: Finder): number {
  const next = text[at + 1] ?? ''
  if (next === '!') return declarationEnd(text, at, finder)
  if (next === '?') return closed(finder.find('?>', at + 2), 2)
  TAG.lastIndex = at
  return TAG.test(text) ? TAG.lastIndex : -1
}

function declarationEnd(text: string, at: number, finder: Finder): number {
  if (text.startsWith('<!--', at)) {
    if (text.startsWith('>', at + 4)) return at + 5
    if (text.startsWith('->', at + 4)) return at + 6
    return closed(finder.find('-->', at + 4), 3)
  }
  if (text.startsWith('<![CDATA[', at)) return closed(finder.find(']]>', at + 9), 3)
  return /[A-Za-z]/.test(text[at + 2] ?? '') ? closed(finder.find('>', at + 3), 1) : -1
}

const closed = (at: number, length: number): number => (at < 0 ? -1 : at + length)

/** The `<https://…>` or `<name@host>` at `at`. */
export function readAngleLink(
  text: string,
  at: number,
): { href: string; label: string; end: number } | null {
  ADDRESS.lastIndex = at
  const address = ADDRESS.exec(text)?.[1]
  if (address !== undefined) return { href: address, label: address, end: ADDRESS.lastIndex }
  EMAIL.lastIndex = at
  const email = EMAIL.exec(text)?.[1]
  return email === undefined
    ? null
    : { href: `mailto:${email}`, label: email, end: EMAIL.lastIndex }
}
