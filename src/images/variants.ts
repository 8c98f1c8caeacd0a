/** Pictures in other widths and formats: made once, by the Images binding, and kept beside the original. */

import { inspectImage } from './inspect.ts'
import { type VariantType, variantName } from './key.ts'
import { inPieces } from './pieces.ts'
import { findImage, saveVariant } from './store.ts'
import { stripWebp } from './strip-webp.ts'

const QUALITY = 80
/** Milliseconds until whoever waits has the original instead. */
const PATIENCE = 10_000

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

interface Bindings {
  bucket: R2Bucket
  images: ImagesBinding
  /** Keeps work going when the reader who asked for it has left. */
  waitUntil(work: Promise<unknown>): void
}

interface Variant {
  key: string
  width: number
  type: VariantType
}

/** Those being made now, by name: everybody who asks this isolate meanwhile waits for the same one. */
const making = new Map<string, Promise<boolean>>()

/**
 * Makes and keeps a variant. False where the original has to do: it moves, is a drawing, is no wider, or nobody could
 * make it.
 */
export async function makeVariant(bindings: Bindings, variant: Variant): Promise<boolean> {
  const name = variantName(variant.key, variant.width, variant.type)
  let work = making.get(name)
  if (!work) {
    work = make(bindings, variant, name).finally(() => making.delete(name))
    making.set(name, work)
    bindings.waitUntil(work)
  }
  // Should the platform end the request that makes it, nobody waits for ever.
  const given = scheduler.wait(PATIENCE).then(() => {
    making.delete(name)
    return false
  })
  return Promise.race([work, given])
}

async function make(
  { bucket, images }: Bindings,
  { key, width, type }: Variant,
  variant: string,
): Promise<boolean> {
  const image = await findImage(bucket, key)
  if (!image) return false
  const { name = '', width: own, height, frames = '1', turned } = image.customMetadata ?? {}
  if (frames !== '1' || Number(own) <= width || key.endsWith('.svg')) {
    await image.body.cancel()
    return false
  }
  try {
    const made = await images
      .input(turned ? inPieces(stripWebp(await image.bytes(), false)) : image.body)
      .transform({ width, fit: 'scale-down' })
      .output({ format: type, quality: QUALITY })
    const bytes = new Uint8Array(await made.response().arrayBuffer())
    // Cloudflare gives another type than it was asked for where AVIF would take too long.
    const variantOf = inspectImage(bytes)
    if (Math.abs((Number(height) * variantOf.width) / Number(own) - variantOf.height) > 1) {
      throw new Error(`came as ${variantOf.width} × ${variantOf.height}`)
    }
    await saveVariant(bucket, variant, bytes, { type: variantOf.type, name })
    return true
  } catch (error) {
    console.error(`no variant of ${key}:`, error instanceof Error ? error.message : String(error))
    return false
  }
}
