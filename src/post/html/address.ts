/** Which addresses may stand in a post: http, https, mailto, tel, and relative ones; in any spelling. */

const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const ALLOWED = new Set(['http', 'https', 'mailto', 'tel'])
// What browsers drop from an address before they read it: see "basic URL parser" in the URL Standard.
const PLAIN = /^[!-~]*$/
const DROPPED = /^[\p{Cc}\p{Cf}\s]+|\p{Cc}|(?<!\s)\s+$/gu

/** The address as it may be printed (entities already decoded), or null when its scheme is not allowed. */
export function safeAddress(address: string): string | null {
  const clean = PLAIN.test(address) ? address : address.replace(DROPPED, '')
  const scheme = SCHEME.exec(clean)?.[1]
  return scheme === undefined || ALLOWED.has(scheme.toLowerCase()) ? clean : null
}

/** Does it lead to another site? True for every absolute http(s) address and for `//host`. */
export const isRemote = (address: string): boolean => /^(?:https?:|[\\/]{2})/i.test(address)

/** An address with everything percent-encoded that has to be; what is encoded already stays. */
export function encodeAddress(address: string): string {
  try {
    return encodeURI(address.toWellFormed()).replace(/%25/g, '%')
  } catch {
    return '' // encodeURI throws on lone surrogates only, and there are none left
  }
}
