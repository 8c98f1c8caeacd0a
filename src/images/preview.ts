/** What a reader sees of a picture until it comes: itself, in twenty pixels. */

import { inPieces } from './pieces.ts'
import { stripWebp } from './strip-webp.ts'
import type { Taken } from './take.ts'

const WIDTH = 20
/** A narrower one comes soon enough. In pixels. */
const LEAST = 100
const QUALITY = 40

/** A WebP in base64, some 200 characters; null where there is none: what moves, or may be seen through. */
export async function makePreview(
  images: ImagesBinding,
  { bytes, picture, frames, opaque }: Taken,
): Promise<string | null> {
  if (!opaque || frames > 1 || picture.width < LEAST) return null
  try {
    const made = await images
      .input(inPieces(picture.turned ? stripWebp(bytes.slice(), false) : bytes))
      .transform({ width: WIDTH, fit: 'scale-down' })
      .output({ format: 'image/webp', quality: QUALITY })
    return new Uint8Array(await made.response().arrayBuffer()).toBase64()
  } catch (error) {
    console.error('no preview:', error instanceof Error ? error.message : String(error))
    return null
  }
}
