/** The card of a post without a picture: drawn, announced to the ledger, and stored as any picture is. */

import { drawPicture } from '../../images/draw.ts'
import { saveImage } from '../../images/store.ts'
import type { CardTitle } from '../../ledger/protocol.ts'
import { drawCard } from '../../pages/card.ts'
import { CARD } from '../../pages/card-size.ts'
import { languageOf } from '../../pages/language.ts'
import type { Picture } from '../../post/post.ts'
import { readSite } from '../../site.ts'
import { ledgerOf } from '../ledger.ts'

/** Null when it cannot be drawn now. */
export async function makeCard(env: Env, post: CardTitle): Promise<Picture | null> {
  const site = readSite(env)
  const svg = drawCard(post.title, languageOf(post, site.language), site.title)
  const taken = await drawPicture(svg, CARD, { browser: env.BROWSER, images: env.TRANSFORM })
  if (!taken) return null
  await ledgerOf(env).holdPictures([taken.picture.key])
  await saveImage(env.IMAGES, 'card.png', taken)
  return taken.picture
}
