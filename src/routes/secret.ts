/** The secrets of tokens: made here, shown once, and known from then on by their hash alone. */

import { crc32 } from '../images/crc.ts'

/** A leaked token is found by this, in a commit or a log. */
const PREFIX = 'deckle_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 32 digits of base 62 are 190 bits. */
const LENGTH = 32
const CHECK = 6

/** A fresh secret: the prefix, 32 random digits, and a checksum by which a misspelt one costs no look-up. */
export function makeSecret(): string {
  let digits = ''
  while (digits.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      // 248 is the last multiple of 62: what is above would favour the first digits.
      if (byte < 248 && digits.length < LENGTH) digits += DIGITS[byte % 62]
    }
  }
  return PREFIX + digits + checksum(digits)
}

/** Is it spelt as our secrets are? */
export function isSecret(text: string): boolean {
  const [, digits = '', check] = /^deckle_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/.exec(text) ?? []
  return check !== undefined && check === checksum(digits)
}

/** SHA-256, in hexadecimal. */
export async function hashSecret(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** CRC-32 in base 62. */
function checksum(digits: string): string {
  let rest = crc32(new TextEncoder().encode(digits), 0, digits.length)
  let text = ''
  while (text.length < CHECK) {
    text = DIGITS[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text
}
