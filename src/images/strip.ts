/**
 * Takes out of a picture what its reader should not learn: EXIF with place and serial number, XMP, IPTC,
 * comments, previews. Not a pixel is touched; the colour profile stays, and the orientation that browsers heed.
 */

import { stripGif } from './gif.ts'
import type { Extension } from './key.ts'
import { compact } from './parts.ts'
import { stripAvif } from './strip-avif.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

/**
 * The picture without them, written over `bytes` and given as a view of it: a second copy would not fit beside a
 * large upload. The picture was inspected before.
 */
export function stripImage(bytes: Uint8Array, extension: Extension): Uint8Array {
  if (extension === 'jpg') return compact(bytes, stripJpeg(bytes))
  if (extension === 'png') return compact(bytes, stripPng(bytes))
  if (extension === 'gif') return compact(bytes, stripGif(bytes))
  return extension === 'webp' ? stripWebp(bytes) : stripAvif(bytes)
}
