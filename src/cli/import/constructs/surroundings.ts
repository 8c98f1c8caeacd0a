/** What a construct may ask about the site it stands in. */

import type { Look } from './liquid.ts'

export interface Surroundings {
  /** The new address of the post or page that an old name or path means; null when there is none. */
  findPost(name: string): string | null
  /** The old site's file at that path, or beside the post; null when there is none. */
  findFile(path: string): string | null
  /** The value of a name such as `site.title`. */
  look: Look
}
