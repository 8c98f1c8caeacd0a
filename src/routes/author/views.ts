/** Turns what the ledger answers into what the author API shows. */

import type { PictureRecord, PostRecord, Receipt } from '../../ledger/protocol.ts'
import type { Picture } from '../../post/post.ts'
import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import type { Value } from './schema.ts'
import type { ImageItem, PostItem, Receipt as ReceiptBody } from './schemas.ts'

export function toItem(record: PostRecord, site: Site): Value<typeof PostItem> {
  const { slug, kind, title, path, etag, revision, status, date, updated, changed, bytes, name } =
    record
  const url = site.url + path
  return { slug, kind, title, url, etag, revision, status, date, updated, changed, bytes, name }
}

export function toReceipt(receipt: Receipt, site: Site, dry: boolean): Value<typeof ReceiptBody> {
  const { live, created, changedContent, warnings, images, preview } = receipt
  return {
    ...toItem(receipt, site),
    live,
    created,
    changed_content: changedContent,
    warnings,
    images: images.map(({ address, line, picture }) => ({
      ...toShown(address, picture, site),
      line,
    })),
    ...(dry && { dry_run: true }),
    ...preview,
  }
}

/** What stands at an address that the author wrote: the picture that came for it, if one did. */
export const toShown = (address: string, picture: Picture | null, site: Site) => ({
  address,
  key: picture?.key ?? null,
  url: picture && imageUrl(picture, site),
  ...(picture && { width: picture.width, height: picture.height }),
})

export const imageUrl = ({ key }: Picture, site: Site): string => site.url + urls.image(key)

export function toImage(record: PictureRecord, site: Site): Value<typeof ImageItem> {
  const { key, type, width, height, bytes, created, usedBy } = record
  return { key, url: imageUrl(record, site), type, width, height, bytes, created, used_by: usedBy }
}
