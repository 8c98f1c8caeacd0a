/** The picture that stands for its post elsewhere. */

import type { Cover, Picture } from '../post.ts'

/** Smaller ones are ornaments, and no site shows them beside a link. In pixels. */
const LEAST = 200
const DRAWING = 'image/svg+xml'

export const isCover = ({ type, width, height }: Picture): boolean =>
  width >= LEAST && height >= LEAST && type !== DRAWING

/** A GIF may move, and a drawing has every width: they come as they are. */
export const hasForms = (type: string): boolean => type !== 'image/gif' && type !== DRAWING

/** `offered`: widths that pictures can be had in, ascending. */
export function measureCover(
  { picture, alt }: { picture: Picture; alt: string },
  offered: readonly number[],
): Cover {
  const { type, width, height } = picture
  const widths = hasForms(type) ? offered.filter((each) => each < width) : []
  return { width, height, alt, widths }
}
