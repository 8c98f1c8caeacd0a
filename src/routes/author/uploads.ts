/** Pictures on their way in: looked at first, all of them; stored only when nothing else is wrong. */

import { introduce } from '../../images/guess.ts'
import { ImageError } from '../../images/image-error.ts'
import { makePreview } from '../../images/preview.ts'
import { findImageHead, saveImage } from '../../images/store.ts'
import { type Taken, takeImage } from '../../images/take.ts'
import { type Fault, Refusal, type RefusalCode } from '../../post/refusal.ts'
import { demand } from '../auth.ts'
import { ledgerOf } from '../ledger.ts'
import type { AuthorContext } from './writer.ts'

export interface Upload extends Taken {
  name: string
}

/** Pictures on their way in that were `there` before. */
interface Stored {
  there: Upload[]
  restore: () => Promise<void>
}

const CODES: Record<ImageError['code'], RefusalCode> = {
  bad: 'bad-image',
  unsupported: 'unsupported-image',
  large: 'too-large',
}

/** Writes over the files. `svg`: drawings are taken, too. Throws a Refusal that names every one which is not a picture that is taken. */
export async function inspectUploads(
  files: { name: string; bytes: Uint8Array }[],
  taken: { svg: boolean },
): Promise<Upload[]> {
  const uploads: Upload[] = []
  const faults: Fault[] = []
  let code: RefusalCode | null = null
  for (const { name, bytes } of files) {
    try {
      uploads.push({ name, ...(await takeImage(bytes, taken)) })
    } catch (error) {
      if (!(error instanceof ImageError)) throw error
      code ??= CODES[error.code]
      const file = introduce(`"${name}"`, error.message)
      faults.push({ field: 'image', message: `${file} ${error.message}.` })
    }
  }
  if (code) throw new Refusal(code, faults)
  return uploads
}

/** The bucket, or a refusal that says how to get one. */
export function bucketOf(env: Env): R2Bucket {
  const bucket = env.IMAGES as R2Bucket | undefined
  if (bucket) return bucket
  throw new Refusal('no-images', {
    field: 'image',
    message: 'No R2 bucket is bound, so this blog keeps no pictures. Text works without.',
    hint: 'Add to wrangler.toml: [[r2_buckets]] binding = "IMAGES" — and deploy again.',
  })
}

/** The bucket, for a writer who may store pictures in it. Throws `forbidden`, or `no-images`. */
export function bucketFor(c: AuthorContext): R2Bucket {
  demand(c.get('writer'), ['media'])
  return bucketOf(c.env)
}

/**
 * Announces the pictures to the ledger, so that none is swept meanwhile, and stores what is not there yet, four at a
 * time. Call `restore` once the ledger knows them: it puts back what somebody removed after it was found.
 */
export async function storeUploads(c: AuthorContext, uploads: Upload[]): Promise<Stored> {
  if (uploads.length === 0) return { there: [], restore: async () => {} }
  const { env } = c
  const bucket = bucketFor(c)
  await ledgerOf(env).holdPictures(uploads.map(({ picture }) => picture.key))
  const images = env.TRANSFORM as ImagesBinding | undefined
  const there: Upload[] = []
  for (let at = 0; at < uploads.length; at += 4) {
    const some = uploads.slice(at, at + 4).map(async (upload) => {
      if (!(await saveImage(bucket, upload.name, upload))) there.push(upload)
      else if (images) {
        upload.picture.preview = (await makePreview(images, upload)) ?? ''
      }
    })
    await Promise.all(some)
  }
  return { there, restore: () => restoreUploads(bucket, there) }
}

/** Stores those that are gone. */
export async function restoreUploads(bucket: R2Bucket, uploads: Upload[]): Promise<void> {
  for (const upload of uploads) {
    if (!(await findImageHead(bucket, upload.picture.key))) {
      await saveImage(bucket, upload.name, upload)
    }
  }
}
