/** Looks at a picture as the blog will when it comes. */

import { introduce } from '../images/guess.ts'
import { ImageError } from '../images/image-error.ts'
import { takeImage } from '../images/take.ts'
import type { Picture } from '../post/post.ts'
import { Refusal } from '../post/refusal.ts'

/** Whether drawings (SVG) are taken is for the blog to say. The picture under the key the blog will keep it by. Throws a Refusal that names the file. */
export async function inspectPicture(file: string, bytes: Uint8Array): Promise<Picture> {
  try {
    // A copy, since what is taken is written over.
    return (await takeImage(bytes.slice(), { svg: true })).picture
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    const { message } = error
    throw new Refusal('bad-image', `${introduce(file, message)} ${message}.`)
  }
}
