/** What a picture's markup says of its size: so that nothing moves when it comes, and no more comes than is shown. */

import { escapeHtml } from '../html/escape.ts'
import type { Attributes } from '../html/options.ts'
import type { Picture } from '../post.ts'
import { hasForms } from './cover.ts'

/** About as wide as the text is on a large screen, in CSS pixels. */
export const COLUMN = 700
/** Screens have up to three pixels to one of CSS. */
const DENSEST = 3

type Measures = [width: string | null, height: string | null]

/** Width and height: of a picture that came along in its true shape, however wide the author wants it. */
export function sizes(attributes: Attributes, picture: Picture | null): Measures {
  const [width, height] = [measure(attributes.width), measure(attributes.height)]
  if (!picture) return [width, height]
  const ratio = picture.height / picture.width
  // No browser knows a height before it has the picture where the width is a share of the page.
  const share = width?.endsWith('%')
    ? (COLUMN * Math.min(Number.parseInt(width, 10), 100)) / 100
    : 0
  const own = height && !height.endsWith('%') ? Number(height) / ratio : picture.width
  const shown = Math.max(1, Math.round(share || Number(width) || own))
  return [`${shown}`, `${Math.max(1, Math.round(shown * ratio))}`]
}

function measure(value: string | undefined): string | null {
  return /^\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*$/i.exec(value ?? '')?.[1] ?? percent(value)
}

const percent = (value: string | undefined): string | null =>
  /^\s*(\d{1,3}%)\s*$/.exec(value ?? '')?.[1] ?? null

/** `srcset` and `sizes`, of the widths offered; nothing for what comes in one form only. `many` stand in its row. */
export function widths(
  { type, width: own }: Picture,
  address: string,
  shown: number,
  offered: readonly number[],
  many: number,
): string {
  const most = Math.min(shown, COLUMN) * DENSEST
  const less = hasForms(type) ? offered.filter((width) => width < own) : []
  const kept = less.filter((_, n) => (less[n - 1] ?? 0) < most)
  if (kept.length === 0) return ''
  const set = kept.map((width) => `${address}?w=${width} ${width}w`)
  // The original only where no screen would have to do with less.
  if ((kept.at(-1) ?? 0) < most) set.push(`${address} ${own}w`)
  const sizes = shown < COLUMN / many ? `${shown}px` : sizesOf(many)
  return ` srcset="${set.join(', ')}" sizes="${sizes}"`
}

/** `sizes` of a picture as wide as the text, or of one of so many in a row: what the style sheet gives them. */
const sizesOf = (many: number): string =>
  `(min-width:41em) calc(${Math.ceil(32 / many)}em + ${12 / many}vw), ${90 / many}vw`

/** A quiet box in the picture's shape, with its name. */
export function missing(attributes: Attributes, name: string): string {
  const [width, height] = sizes(attributes, null).map((each) => (each?.endsWith('%') ? null : each))
  const [w, h] = [width ?? '640', height ?? '160']
  const blank = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${w}' height='${h}'/%3E`
  return (
    `<span class="missing"><img src="${blank}" alt="${escapeHtml(attributes.alt || name)}"` +
    ` width="${w}" height="${h}"><span aria-hidden="true">${escapeHtml(name)}</span></span>`
  )
}
