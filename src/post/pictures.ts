/** The pictures of one article: finds the file for each address, and writes its markup. */

import { isRemote, safeAddress } from './address.ts'
import { isDead } from './dead-hosts.ts'
import { escapeHtml } from './escape.ts'
import { fileName, normalPath, PictureIndex } from './picture-index.ts'
import type { Picture, Reference } from './post.ts'
import type { Attributes } from './sanitise.ts'

// `urls.image` gives readers the same path; this room imports nothing of the others, so a test compares.
export const pictureAddress = (picture: Picture): string => `/images/${picture.key}`

/** The file that an address means, or null. */
export const findPicture = (address: string, files: ReadonlyMap<string, Picture>): Picture | null =>
  new PictureIndex(files).find(address)

export class Pictures {
  readonly references = new Map<string, Reference>()
  #index: PictureIndex
  #lineOf: (address: string) => number
  #shown = 0

  /** `lineOf` gives the 1-based line of the source where an address first stands. */
  constructor(files: ReadonlyMap<string, Picture>, lineOf: (address: string) => number) {
    this.#index = new PictureIndex(files)
    this.#lineOf = lineOf
  }

  /** Records that the source names this picture, and finds its file. */
  refer(address: string): Picture | null {
    const known = this.references.get(address)
    if (known) return known.picture
    const picture = this.#index.find(address)
    this.references.set(address, { address, line: this.#lineOf(address), picture })
    return picture
  }

  /** For links and posters: the file's own address when it came along, else the address as it is. */
  address = (address: string): string => {
    const picture = this.#index.find(address)
    if (!picture) return address
    this.refer(address)
    return pictureAddress(picture)
  }

  /** The markup of an `<img>`, given its decoded attributes. */
  image = (attributes: Attributes): string => {
    const address = attributes.src?.trim() ?? ''
    if (address === '') return escapeHtml(attributes.alt ?? '')
    if (/^data:/i.test(address)) return missing(attributes, attributes.alt ?? '')
    const picture = this.refer(address)
    const clean = safeAddress(address)
    if (!picture && (clean === null || !isRemote(clean) || isDead(clean))) {
      return missing(attributes, attributes.alt || fileName(normalPath(address)) || address)
    }
    const [width, height] = picture ? shape(attributes, picture) : sizes(attributes)
    const title = attributes.title ? ` title="${escapeHtml(attributes.title)}"` : ''
    const aligned = attributes.align && /^(?:left|right|center)$/i.test(attributes.align)
    return (
      `<img src="${escapeHtml(picture ? pictureAddress(picture) : (clean ?? ''))}"` +
      ` alt="${escapeHtml(attributes.alt ?? '')}"${title}${size('width', width)}${size('height', height)}` +
      `${aligned ? ` align="${attributes.align?.toLowerCase()}"` : ''}${picture ? '' : ' class="remote"'}` +
      `${this.#shown++ === 0 ? '' : ' loading="lazy"'} decoding="async">`
    )
  }
}

const size = (name: string, value: string | null): string => (value ? ` ${name}="${value}"` : '')

function sizes(attributes: Attributes): [string | null, string | null] {
  return [measure(attributes.width), measure(attributes.height)]
}

function measure(value: string | undefined): string | null {
  return /^\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*$/i.exec(value ?? '')?.[1] ?? percent(value)
}

const percent = (value: string | undefined): string | null =>
  /^\s*(\d{1,3}%)\s*$/.exec(value ?? '')?.[1] ?? null

/** The author's width and height; what is left out follows from the file's own shape. */
function shape(attributes: Attributes, picture: Picture): [string | null, string | null] {
  const [width, height] = sizes(attributes)
  if (width && height) return [width, height]
  if (width?.endsWith('%') || height?.endsWith('%')) return [width, height]
  const { width: w, height: h } = picture
  if (!w || !h) return [width, height]
  if (width) return [width, String(Math.round((Number(width) * h) / w))]
  if (height) return [String(Math.round((Number(height) * w) / h)), height]
  return [String(w), String(h)]
}

/** A quiet box in the picture's shape, with its name. */
function missing(attributes: Attributes, name: string): string {
  const [width, height] = sizes(attributes).map((each) => (each?.endsWith('%') ? null : each))
  const [w, h] = [width ?? '640', height ?? '360']
  const blank = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${w}' height='${h}'/%3E`
  return (
    `<span class="missing"><img src="${blank}" alt="${escapeHtml(attributes.alt || name)}"` +
    ` width="${w}" height="${h}"><span aria-hidden="true">${escapeHtml(name)}</span></span>`
  )
}
