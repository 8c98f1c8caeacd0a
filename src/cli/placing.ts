/** Where pulled files go. The names come from the blog: none may lead out of the folder, or hide in it. */

import { basename, dirname, join, normalize } from 'node:path/posix'
import { isPost } from './folder.ts'
import type { RemotePost } from './remote.ts'

const PICTURE = /\.(jpe?g|png|gif|webp|avif|svg)$/i

/** The name it was pushed under when that is free, else its slug. */
export function placePost(
  { name, slug }: Pick<RemotePost, 'name' | 'slug'>,
  taken: readonly string[],
): string {
  const own = safeName(name ?? '')
  if (own && isPost(own) && !taken.includes(own)) return own
  return `${slug}.md`
}

/** Where the address says, seen from the post; beside the post when that is elsewhere. Null: no picture's name. */
export function placePicture(post: string, address: string): string | null {
  const path = decode(address.replace(/[?#].*$/s, ''))
  const name = safeName(basename(path))
  if (!name || !PICTURE.test(name)) return null
  const beside = join(dirname(post), name)
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return beside
  const place = path.startsWith('/')
    ? normalize(path).replace(/^\/+/, '')
    : normalize(join(dirname(post), path))
  return place.split('/').every((part) => safeName(part) === part) ? place : beside
}

/** A file's name without its folders; empty when it is hidden, too long, or not fit for a file system. */
function safeName(text: string): string {
  const name = basename(text.replaceAll('\\', '/')).normalize('NFC')
  const fit = /^[^.\p{Cc}<>:"|?*][^\p{Cc}<>:"|?*]*$/u.test(name)
  return fit && Buffer.byteLength(name) <= 250 ? name : ''
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a bare % in a file name
  }
}
