/** Pictures in R2. No other room knows an R2 key. */

import { listVariantNames } from './key.ts'
import { inPieces, PIECE } from './pieces.ts'
import type { Taken } from './take.ts'

const objectKey = (key: string): string => `images/${key}`

/**
 * Puts a picture unless it is there already, with the name its file had first. Gives whether it was put.
 */
export async function saveImage(
  bucket: R2Bucket,
  name: string,
  { picture, bytes, frames }: Taken,
): Promise<boolean> {
  const { key, type, width, height, turned } = picture
  const stored = await bucket.put(objectKey(key), bytes.length > PIECE ? inPieces(bytes) : bytes, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: type, cacheControl: 'public, max-age=31536000, immutable' },
    customMetadata: {
      // Metadata travels in headers, which are ASCII.
      name: encodeURIComponent(name.split(/[/\\]/).at(-1) ?? ''),
      width: `${width}`,
      height: `${height}`,
      frames: `${frames}`,
      ...(turned && { turned: '1' }),
    },
  })
  return stored !== null
}

/** Keeps another width of a picture under its own name, unless one is kept: what was given once never changes. */
export async function saveVariant(
  bucket: R2Bucket,
  variant: string,
  bytes: Uint8Array,
  { type, name }: { type: string; name: string },
): Promise<void> {
  const httpMetadata = { contentType: type }
  await bucket.put(objectKey(variant), bytes, {
    ...{ onlyIf: { etagDoesNotMatch: '*' }, httpMetadata, customMetadata: { name } },
  })
}

/** A picture and its bytes as a stream, or null. */
export const findImage = (
  bucket: R2Bucket,
  key: string,
  range?: R2Range,
): Promise<R2ObjectBody | null> => bucket.get(objectKey(key), range ? { range } : {})

/** What is known of a picture without its bytes, or null. */
export const findImageHead = (bucket: R2Bucket, key: string): Promise<R2Object | null> =>
  bucket.head(objectKey(key))

/** A picture as it was taken in, from what is kept beside its bytes; null when it is not there. */
export async function findStored(bucket: R2Bucket, key: string): Promise<Taken['picture'] | null> {
  const found = await findImageHead(bucket, key)
  if (!found) return null
  const { width, height } = found.customMetadata ?? {}
  const type = found.httpMetadata?.contentType ?? ''
  return { key, type, width: Number(width), height: Number(height), bytes: found.size }
}

/** Removes pictures with all their variants, at most 40. */
export const removeImages = (
  bucket: R2Bucket,
  keys: string[],
  widths: readonly number[],
): Promise<void> =>
  bucket.delete(keys.flatMap((key) => [key, ...listVariantNames(key, widths)]).map(objectKey))
