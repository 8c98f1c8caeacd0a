/** Says what a file is that is not a picture Deckle takes. */

import { latin1 } from './bytes.ts'

/** By how a file begins, or by a pattern in its first kilobyte. */
const KINDS: [string | RegExp, string][] = [
  ['%PDF', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['BM', 'a BMP'],
  ['II*\0', 'a TIFF'],
  ['MM\0*', 'a TIFF'],
  ['\0\0\x01\0', 'an ICO'],
  ['\xff\x0a', 'a JPEG XL'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL'],
  [/^.{4}ftyp(hei|hev|mif1|msf1)/s, 'a HEIC: have the camera or a converter write a JPEG'],
  [/^.{4}ftyp/s, 'a video'],
  ['version https://git-lfs', 'a Git LFS pointer: "git lfs pull" brings the picture itself'],
  [
    /<svg[\s>]/i,
    'SVG, which can carry scripts: export it as PNG or WebP, or set SITE_SVG = "allow"',
  ],
  [/<(!doctype html|html|head|body|script|iframe)[\s>]/i, 'HTML'],
  ['<?xml', 'XML'],
]

const BY_NAME: Record<string, string> = {
  ...{ jpg: 'a JPEG', jpeg: 'a JPEG', png: 'a PNG', gif: 'a GIF', webp: 'a WebP', avif: 'an AVIF' },
  svg: 'an SVG',
}

/** `picture.png, by its name a PNG, `: a file and what it is taken for, where `found` does not say as much. */
export function introduce(file: string, found: string): string {
  const ending = /\.(\w+)"?$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const taken = Object.hasOwn(BY_NAME, ending) ? BY_NAME[ending] : undefined
  // What is said further on, such as a hint, may name other kinds.
  const said = new RegExp(`^is (an? )?([a-z]+ )?${taken?.split(' ')[1]}`)
  return taken && !said.test(found) ? `${file}, by its name ${taken},` : file
}

/** What it is, with a hint where one helps. */
export function guessKind(bytes: Uint8Array): string {
  const start = textOf(bytes.subarray(0, 1024))
  const found = KINDS.find(([mark]) =>
    typeof mark === 'string' ? start.startsWith(mark) : mark.test(start),
  )
  return found?.[1] ?? 'none of JPEG, PNG, GIF, WebP and AVIF'
}

function textOf(bytes: Uint8Array): string {
  const mark = latin1(bytes, 0, 2)
  if (mark === '\xff\xfe') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === '\xfe\xff') return new TextDecoder('utf-16be').decode(bytes)
  return latin1(bytes, 0, bytes.length)
}
