/** Gives Markdown the addresses that its pictures have here. */

import { urls } from '../../urls.ts'

/** Where Markdown and HTML name a picture: in a link's brackets, in a definition, in an attribute. */
const NAMED = /(\]\(<)([^>\n]+)|(\]\(|\]: +)([^)\s]+)|(\bsrc=["'])([^"'\n]+)/g

/** Puts the stored pictures' addresses in the place of those their author wrote. */
export function placePictures(
  body: string,
  pictures: ReadonlyMap<string, { key: string }>,
): string {
  if (pictures.size === 0) return body
  return body.replace(NAMED, (all, ...[a, b, c, d, e, f]: (string | undefined)[]) => {
    const picture = pictures.get(b ?? d ?? f ?? '')
    return picture ? (a ?? c ?? e ?? '') + urls.image(picture.key) : all
  })
}
