/** A post's cover in the size it is shown at: beside a link elsewhere, and in a list. */

import type { Summary } from '../post/post.ts'
import type { PostHead } from '../shelf/documents.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { CARD } from './card-size.ts'

/** What other sites show beside a link is at most this wide, in pixels. */
const WIDEST = 1200
/** How wide and high a cover stands in a list, in CSS pixels, and how wide its forms are at most. */
const [WIDTH, HEIGHT, MOST] = [144, 108, 480]

/** The picture in a narrower form, or itself. */
const form = (address: string, width: number | undefined): string =>
  width ? `${address}?w=${width}` : address

/** What a page says of its picture to whoever links to it; the address is absolute. Null without a cover. */
export function coverOf(
  { cover, coverSize, card }: PostHead,
  site: Site,
): { url: string; width?: number; height?: number; alt?: string } | null {
  if (card && !cover) return { url: site.url + urls.image(card), ...CARD }
  const url = cover && URL.parse(cover, site.url)?.href
  // No site shows a drawing beside a link.
  if (!url || url.endsWith('.svg')) return null
  if (!coverSize) return { url }
  const { width, height, alt, widths } = coverSize
  // Few that show pictures beside links can show an AVIF; its other forms come as they ask for them.
  const narrower = width > WIDEST || url.endsWith('.avif')
  const less = narrower ? widths.findLast((each) => each <= WIDEST) : undefined
  const shown = less
    ? { width: less, height: Math.round((height * less) / width) }
    : { width, height }
  return { url: form(url, less), ...shown, alt }
}

/** The cover beside a post in a list, or nothing where only a large file could be shown. Words come before it. */
export function Thumbnail({ post }: { post: Summary }) {
  const { cover, coverSize } = post
  if (!cover || !coverSize) return null
  const widths = coverSize.widths.filter((width) => width <= MOST)
  if (widths.length === 0 && coverSize.width > MOST) return null
  const wider = Math.max(1, coverSize.width / coverSize.height / (WIDTH / HEIGHT))
  const set = widths.map((width) => `${form(cover, width)} ${width}w`)
  return (
    <img
      class="cover"
      src={form(cover, widths[0])}
      srcset={set.length > 1 ? set.join(', ') : undefined}
      sizes={set.length > 1 ? `${Math.ceil(WIDTH * wider)}px` : undefined}
      width={WIDTH}
      height={HEIGHT}
      alt=""
      loading="lazy"
      decoding="async"
    />
  )
}
