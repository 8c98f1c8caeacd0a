/** The pictures of one article: finds the file for each address, and writes its markup. */

import { isRemote, safeAddress } from '../html/address.ts'
import { escapeHtml } from '../html/escape.ts'
import type { Attributes } from '../html/options.ts'
import type { Picture, Reference } from '../post.ts'
import { byteLength } from '../source/text.ts'
import { isCover } from './cover.ts'
import { isDead } from './dead-hosts.ts'
import { COLUMN, missing, sizes, widths } from './picture-attributes.ts'
import { fileName, normalPath, PictureIndex } from './picture-index.ts'
import { IN_ROW } from './picture-rows.ts'

/** Smaller ones come soon enough. In CSS pixels. */
const MIN_PREVIEWED = 100
/**
 * Bytes of text that fill a phone's first view, in Latin as in Han: what comes after them must not hold them up.
 */
const OPENING = 400

// `urls.image` gives readers the same path; a test compares.
export const pictureAddress = (picture: Picture): string => `/images/${picture.key}`

/** The file that an address means, or null. */
export const findPicture = (address: string, files: ReadonlyMap<string, Picture>): Picture | null =>
  new PictureIndex(files).find(address)

/** The addresses of a `srcset`. A comma ends one only where white space follows, or a descriptor went before. */
export const splitSources = (value: string): string[] =>
  value.split(/(?<=\s[\d.]+[wx])\s*,\s*|,\s+/, 16).map((each) => each.trim())

export class Pictures {
  readonly references = new Map<string, Reference>()
  /** Addresses of those that say nothing to whoever cannot see them, with the line where one first does so. */
  readonly unnamed = new Map<string, number>()
  /** The first picture of the article that is large enough to stand for it. */
  first: { picture: Picture; alt: string } | null = null
  #index: PictureIndex
  #lineOf: (address: string) => number
  #widths: readonly number[]
  #shown = 0

  /**
   * `lineOf` gives the 1-based line of the source where an address stands next; `offered` are the widths that
   * pictures can be had in beside their own.
   */
  constructor(
    files: ReadonlyMap<string, Picture>,
    lineOf: (address: string) => number,
    offered: readonly number[],
  ) {
    this.#index = new PictureIndex(files)
    this.#lineOf = lineOf
    this.#widths = offered
  }

  /** Records that the source names this picture on this line, and finds its file. */
  refer(address: string, line = this.#lineOf(address)): Reference {
    const known = this.references.get(address)
    if (known) return known
    const reference = { address, line, picture: this.#index.find(address) }
    this.references.set(address, reference)
    return reference
  }

  /** For links: the file's own address when it came along, else the address as it is. */
  address = (address: string): string => {
    const picture = this.#index.find(address)
    if (!picture) return address
    this.refer(address)
    return pictureAddress(picture)
  }

  /** For posters and candidates of a `srcset`: where the picture is, or null where nothing would come. */
  source = (address: string): string | null => {
    if (/^data:/i.test(address)) return null
    const { picture } = this.refer(address)
    return picture ? pictureAddress(picture) : liveAddress(address)
  }

  /** Of the pictures that came for one `<img>`, the widest: what `src` has lost, `srcset` may still have. */
  #widest(reference: Reference, others: string[]): Picture | null {
    const spare = others.filter((each) => each !== '' && each !== reference.address)
    // Those that did not come are only missed where nothing else did.
    const named = reference.picture ? spare.filter((each) => this.#index.find(each)) : spare
    const came = [reference, ...named.map((each) => this.refer(each))].flatMap(
      ({ picture }) => picture ?? [],
    )
    return came.toSorted((a, b) => b.width - a.width)[0] ?? null
  }

  /** The markup of an `<img>`, given its decoded attributes. */
  image = (
    attributes: Attributes,
    within: 'link' | 'picture' | null,
    before: () => string,
  ): string => {
    const set = splitSources(attributes.srcset ?? '').map((each) => each.split(/\s+/, 2))
    const others = set.map(([each = '']) => each)
    const address = attributes.src?.trim() || others[0] || ''
    if (address === '') return escapeHtml(attributes.alt ?? '')
    if (/^data:/i.test(address)) return missing(attributes, attributes.alt ?? '')
    const line = this.#lineOf(address)
    const reference = this.refer(address, line)
    const picture = this.#widest(reference, others)
    // It stands as wide as the one that is meant, and is as sharp as the best that came.
    if (reference.picture && set.some(([, size]) => size?.endsWith('x'))) {
      attributes.width ??= `${reference.picture.width}`
    }
    const live = picture ? pictureAddress(picture) : liveAddress(address)
    const name = fileName(normalPath(address)) || address
    if (live === null) return missing(attributes, attributes.alt || name)
    const unnamed = (attributes.alt ?? '').trim() === '' && !this.unnamed.has(address)
    if (unnamed) this.unnamed.set(address, line)
    if (picture && isCover(picture)) this.first ??= { picture, alt: attributes.alt?.trim() ?? '' }

    const [width, height] = sizes(attributes, picture)
    const { align, [IN_ROW]: inRow } = attributes
    const many = inRow === '2' || inRow === '3' ? Number(inRow) : 1
    const tag =
      `<img src="${escapeHtml(live)}" alt="${escapeHtml(attributes.alt ?? '')}"` +
      written('title', attributes.title) +
      written('width', width) +
      written('height', height) +
      (picture ? widths(picture, live, Number(width), this.#widths, many) : '') +
      written('align', /^(?:left|right|center)$/i.test(align ?? '') ? align?.toLowerCase() : null) +
      (picture ? '' : ' class="remote"') +
      (this.#shown++ === 0 && byteLength(before()) < OPENING
        ? ' fetchpriority="high"'
        : ' loading="lazy"') +
      ' decoding="async">'
    // There is more to see than the page shows.
    const larger = picture && picture.width > Math.min(Number(width), COLUMN)
    if (within === 'picture') return tag
    // Until it comes, its preview is seen through it.
    const preview = Number(width) >= MIN_PREVIEWED && picture?.preview
    const shown = preview
      ? `<img class="preview" src="data:image/webp;base64,${preview}" alt="">${tag}`
      : tag
    const classes = preview ? ' class="previewed"' : ''
    if (!larger || within === 'link') return preview ? `<span${classes}>${shown}</span>` : tag
    const label = attributes.alt ? '' : written('aria-label', name)
    return `<a${classes} href="${live}"${label}>${shown}</a>`
  }
}

/** An address elsewhere that may still answer, or null. */
function liveAddress(address: string): string | null {
  const clean = safeAddress(address)
  return clean !== null && isRemote(clean) && !isDead(clean) ? clean : null
}

const written = (name: string, value: string | null | undefined): string =>
  value ? ` ${name}="${escapeHtml(value)}"` : ''
