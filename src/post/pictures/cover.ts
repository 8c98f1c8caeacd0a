/** The picture that stands for its post elsewhere. */

import type { Cover, Picture } from '../post.ts'

/** Smaller ones are ornaments, and no site shows them beside a link. In pixels. */
const LEAST = 200

export const isCover = ({ width, height }: Picture): boolean => width >= LEAST && height >= LEAST

/** `offered`: widths that pictures can be had in, ascending. A GIF may move: it comes in its own only. */
export function measureCover(
  { picture, alt }: { picture: Picture; alt: string },
  offered: readonly number[],
): Cover {
  const { type, width, height } = picture
  const widths = type === 'image/gif' ? [] : offered.filter((each) => each < width)
  return { width, height, alt, widths }
}
