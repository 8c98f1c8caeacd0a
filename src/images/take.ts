/** Takes a file as a picture: looked at, freed of what its camera noted, and named by what is left. */

import { reading } from './image-error.ts'
import { checkSize, inspectImage } from './inspect.ts'
import { imageKey, TYPES } from './key.ts'
import { stripImage } from './strip.ts'
import { cleanSvg, isSvg } from './svg.ts'
import type { Nature } from './walked.ts'

export interface Taken extends Omit<Nature, 'turned'> {
  /** What is to be stored: a view of the file's bytes, which were written over. */
  bytes: Uint8Array
  picture: {
    key: string
    type: string
    width: number
    height: number
    bytes: number
    preview?: string
    turned?: boolean
  }
}

/** `svg`: are drawings taken, too? Throws an ImageError that says what is wrong with the file. */
export async function takeImage(file: Uint8Array, { svg = false } = {}): Promise<Taken> {
  if (svg && isSvg(file)) return takeDrawing(file)
  const { type, extension, width, height, turned, ...nature } = inspectImage(file)
  const bytes = reading(() => stripImage(file, extension))
  const key = await imageKey(bytes, extension)
  return {
    bytes,
    picture: { ...{ key, type, width, height, bytes: bytes.length }, ...(turned && { turned }) },
    ...nature,
  }
}

async function takeDrawing(file: Uint8Array): Promise<Taken> {
  const { bytes, size } = cleanSvg(file)
  checkSize('an SVG', size)
  const key = await imageKey(bytes, 'svg')
  const picture = { key, type: TYPES.svg, ...size, bytes: bytes.length }
  return { bytes, picture, frames: 1, opaque: false }
}
