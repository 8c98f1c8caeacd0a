/** What an archive of a blog holds, and where: the same for the Worker that makes it and the command that reads it. */

export const FORMAT = 'deckle-archive'
export const VERSION = 1

export const paths = {
  /** The text of a post as it was pushed; of a removed one, the last it had. */
  source: (slug: string) => `posts/${slug}/post.md`,
  post: (slug: string) => `posts/${slug}/post.json`,
  revisionSource: (slug: string, revision: number) => `revisions/${slug}/${revision}.md`,
  revision: (slug: string, revision: number) => `revisions/${slug}/${revision}.json`,
  image: (key: string) => `images/${key}`,
  imageRecord: (key: string) => `images/${key}.json`,
  /** The checksums of the files that stand before it, back to the manifest before. */
  section: (n: number) => `manifests/${n}.json`,
  manifest: () => 'manifest.json',
}

/** A version of a post. Times are ISO 8601 in UTC. */
export interface RevisionRecord {
  slug: string
  revision: number
  action: 'create' | 'update' | 'delete' | 'restore'
  etag: string
  title: string
  changed: string
  by: string
  /** The file name it was pushed under, or null. */
  name: string | null
  bytes: number
  /** Which picture stands at which of the author's addresses. */
  pictures: { address: string; key: string }[]
}

/** A post in its newest version, with what its text alone does not tell. */
export interface PostRecord extends RevisionRecord {
  status: 'published' | 'scheduled' | 'draft' | 'gone'
  date: string
  /** Old addresses that lead to it. */
  aliases: string[]
  related: { slug: string; title: string }[]
  /** The picture that was drawn of its title, if one was. */
  card: string | null
  /** Its place in the search index: equally old posts are found in the order of their places. */
  place: number | null
}

/** A picture. Its bytes are beside it, or where they were: a nightly copy holds none. */
export interface ImageRecord {
  key: string
  /** The name its file had first. */
  name: string
  created: string
  /** The picture in a few pixels: a WebP in base64. */
  preview: string | null
}

/** A file with its length in bytes and its checksum in hex. */
export interface FileLine {
  path: string
  bytes: number
  sha256: string
}

/** What an archive says of itself, beside its files. */
export interface Manifest {
  format: string
  version: number
  url: string
  title: string
  /** IANA time zone, and BCP 47 language tag. */
  timezone: string
  language: string
  exported: string
  posts: number
  revisions: number
  images: number
  /** Who else could write. Their secrets are in no archive. */
  tokens: { name: string; scopes: readonly string[]; expires: string | null }[]
  /** The spelling of each tag and category, by list. */
  labels: Record<string, string>
  /** Addresses that answer 410: decoded paths, and slugs. */
  gone: string[]
  /** Keys of pictures whose bytes were not to be had. */
  missing: string[]
  files: FileLine[]
}

/** In hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
