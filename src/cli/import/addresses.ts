/** Makes the addresses in a post lead where they should: to the posts of the blog, and to the pictures that come along. */

import { safeAddress } from '../../post/html/address.ts'
import type { Mapped } from './constructs/mapped.ts'
import { destination } from './constructs/markup.ts'
import { chain, type Rewriting, type Rewritten, rewriteWords } from './constructs/rewrite.ts'
import type { Document } from './document.ts'
import { isPicture, newAddress, type Pages } from './pages.ts'

const SPACED =
  /(!\[[^\]\n]*\]\()([^()<>\n"]*[^()<>\n"\s][ ][^()<>\n"]*\.(?:jpe?g|png|gif|webp|avif))((?:[ \t]+"[^"\n]*")?\))/gi
const MARKDOWN = /(\]\([ \t]*)(<[^<>\n]*>|(?:\\[^\n]|[^\s()\\<]|\([^\s()]*\))+)/g
const REFERENCE = /^( {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*)(<[^<>\n]*>|\S+)/gm
const ATTRIBUTE = /(<[a-z][^<>]*?\s(?:href|src|poster)\s*=\s*)("[^"\n]*"|'[^'\n]*'|[^\s"'<>]+)/gi

export interface Named {
  /** Files of the old site that the document shows or leads to. */
  files: Set<string>
}

export interface AddressOptions {
  pages: Pages
  /** Where a picture of the old site will be in the folder that is pushed. */
  placePicture(path: string): string
  /** Where pictures of other hosts are by now, by their address. */
  fetched?: ReadonlyMap<string, string>
}

/** Rewrites the addresses of one document's text, and tells which files it names. */
export function convertAddresses(
  source: Mapped,
  document: Document,
  options: AddressOptions,
): Rewritten & Named {
  const files = new Set<string>()
  const convert = (address: string): string | null =>
    convertAddress(address, document, options, files)
  const replace =
    (write: (address: string, quote: string) => string, change = convert) =>
    ([, before = '', written = '', after = '']: RegExpExecArray): Rewriting | null => {
      const quote = /^["'<]/.exec(written)?.[0] ?? ''
      const address = quote ? written.slice(1, -1) : written
      const changed = change(address)
      return changed === null ? null : { text: before + write(changed, quote) + after }
    }
  const asMarkdown = replace(destination)
  const asAttribute = replace((address, quote) => (quote || '"') + address + (quote || '"'))
  // Other engines take an address with spaces.
  const encoded = replace(destination, (address) => convert(address) ?? encodeURI(decode(address)))
  const done = chain(
    source,
    (text) => rewriteWords(text, SPACED, encoded),
    (text) => rewriteWords(text, MARKDOWN, asMarkdown),
    (text) => rewriteWords(text, REFERENCE, asMarkdown),
    (text) => rewriteWords(text, ATTRIBUTE, asAttribute),
  )
  return { ...done, files }
}

/** The address in the place of an old one; null when it stays as it is. */
export function convertAddress(
  written: string,
  document: Document,
  { pages, placePicture, fetched }: AddressOptions,
  files: Set<string>,
): string | null {
  const address = written.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&')
  if (fetched) return fetched.get(address) ?? null
  if (/^(?:#|data:|mailto:|tel:|\{)/i.test(address) || safeAddress(address) === null) return null
  if (
    /\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?$/i.test(address) ||
    !/^(?:https?:)?\/\//i.test(address)
  ) {
    const file = pages.findFile(address, document)
    if (file !== null && isPicture(file)) {
      files.add(file)
      const placed = encodeURI(placePicture(file)).replace(/[?#]/g, encodeURIComponent)
      return placed === address ? null : placed
    }
    if (file !== null && !/\.html?$/i.test(file)) files.add(file)
  }
  const link = pages.findLink(address, document)
  if (link) return newAddress(link.document) + link.rest
  if (pages.isElsewhere(address) || address.startsWith('/')) return null
  // Seen from its old address; a slash at the end of that one makes a difference.
  const [home = '/'] = document.addresses
  const whole = isPicture(address.replace(/[?#].*$/, ''))
    ? null
    : URL.parse(address, `http://old.invalid${home.startsWith('/') ? home : `/${home}`}`)
  return whole?.host === 'old.invalid' ? whole.pathname + whole.search + whole.hash : null
}

function decode(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text // a bare % in a file name
  }
}
