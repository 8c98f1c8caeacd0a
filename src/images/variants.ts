/** Pictures in other widths and formats: made once, by the Images binding, and kept beside the original. */

import { type VariantType, variantName } from './key.ts'
import { findImage, saveVariant } from './store.ts'

const QUALITY = 80
/** The smallest format that the reader takes; without a word of it, that of the original. */
export function chooseType(accept: string, original: string): VariantType {
  const taken = new Set(
    accept.split(',').flatMap((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      return parameters.some((each) => /^q=0(\.0*)?$/.test(each)) ? [] : [type]
    }),
  )
  if (taken.has('image/avif')) return 'image/avif'
  if (taken.has('image/webp')) return 'image/webp'
  return original === 'image/png' ? 'image/png' : 'image/jpeg'
}

/** Makes and keeps a variant. False where the original has to do: it moves, is a drawing, is no wider, or cannot be read. */
export async function makeVariant(
  { bucket, images }: { bucket: R2Bucket; images: ImagesBinding },
  { key, width, type }: { key: string; width: number; type: VariantType },
): Promise<boolean> {
  const image = await findImage(bucket, key)
  if (!image) return false
  const { name = '', width: own = '0', frames = '1' } = image.customMetadata ?? {}
  if (Number(frames) !== 1 || Number(own) <= width || key.endsWith('.svg')) {
    await image.body.cancel()
    return false
  }
  try {
    const made = await images
      .input(image.body)
      .transform({ width, fit: 'scale-down' })
      .output({ format: type, quality: QUALITY })
    const bytes = await made.response().arrayBuffer()
    await saveVariant(bucket, variantName(key, width, type), bytes, { type, name })
    return true
  } catch (error) {
    console.error(`no variant of ${key}:`, error instanceof Error ? error.message : String(error))
    return false
  }
}
