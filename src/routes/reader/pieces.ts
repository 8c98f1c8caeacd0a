/**
 * What this isolate wrote of single posts: items of feeds, posts in a part of all texts. One is written once an edition,
 * so that a feed after a publish reads the post that changed, and not twenty.
 */

import type { Summary } from '../../post/post.ts'
import type { LivePost } from '../../shelf/documents.ts'
import { cacheTag, keys } from '../../shelf/keys.ts'
import { findPosts } from '../../shelf/read.ts'
import type { Reading } from './reading.ts'

/** Bytes kept in all, of the 128 MB an isolate has. */
const ROOM = 8 * 1024 * 1024

export interface Piece {
  /** UTF-8, with the post's text. */
  full: Uint8Array
  /** The same without. */
  short: Uint8Array
  /** Bytes of the text. */
  length: number
  /** When the post was changed, in milliseconds since the epoch. */
  updated: number
}

const kept = new Map<string, Piece>()
let used = 0

/** The pieces of these posts, in that order; those that are not live are left out. `kind`: what `write` makes of them. */
export async function listPieces(
  { find, vouch, tags }: Reading,
  kind: string,
  summaries: Summary[],
  write: (post: LivePost) => Piece,
): Promise<Piece[]> {
  const pieces = new Map<string, Piece>()
  for (const { slug, edition } of summaries) {
    const piece = edition && recall(`${kind} ${edition} ${slug}`)
    if (!piece) continue
    pieces.set(slug, piece)
    tags.add(cacheTag(keys.post(slug)))
    vouch(keys.post(slug))
  }
  const missing = summaries.filter(({ slug }) => !pieces.has(slug))
  const editions = new Map(missing.map(({ slug, edition }) => [slug, edition]))
  for (const post of await findPosts(find, missing, vouch)) {
    const { slug, edition } = post.head
    const piece = write(post)
    pieces.set(slug, piece)
    // KV may still hold the post as it was.
    if (edition && edition === editions.get(slug)) keep(`${kind} ${edition} ${slug}`, piece)
  }
  return summaries.flatMap(({ slug }) => pieces.get(slug) ?? [])
}

/** So many of them with their texts as have room. */
export function within(pieces: Piece[], room: number): Uint8Array[] {
  let left = room
  return pieces.map(({ full, short, length }) => {
    left -= length
    return left < 0 ? short : full
  })
}

/** Of all that is kept, what was asked for last is last. */
function recall(name: string): Piece | undefined {
  const piece = kept.get(name)
  if (piece && kept.delete(name)) kept.set(name, piece)
  return piece
}

function keep(name: string, piece: Piece): void {
  if (kept.has(name)) return // another request was as far
  kept.set(name, piece)
  used += sizeOf(piece)
  for (const [other, old] of kept) {
    if (used <= ROOM) break
    kept.delete(other)
    used -= sizeOf(old)
  }
}

const sizeOf = ({ full, short }: Piece): number => full.length + short.length
