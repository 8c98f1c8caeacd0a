/** Names of stored pictures: made from their content, so that the same bytes are kept once and never change. */

export const TYPES = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
} as const

export type Extension = keyof typeof TYPES

const KEY = /^([0-9a-f]{32})\.(jpg|png|gif|webp|avif|svg)$/

/** `<first 32 hex digits of the SHA-256>.<extension>`. */
export async function imageKey(bytes: Uint8Array, extension: Extension): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  const hex = Array.from(new Uint8Array(digest, 0, 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  )
  return `${hex.join('')}.${extension}`
}

/** The hash and content type a key stands for, or null when it is not one. */
export function parseImageKey(key: string): { hash: string; type: string } | null {
  const [, hash, extension] = KEY.exec(key) ?? []
  return hash && extension ? { hash, type: TYPES[extension as Extension] } : null
}

/** What a variant can be. */
const FORMATS = ['image/avif', 'image/webp', 'image/jpeg', 'image/png'] as const
export type VariantType = (typeof FORMATS)[number]

/** The name of a picture's variant in the bucket. */
export const variantName = (key: string, width: number, type: string): string =>
  `${key}/${width}.${type.slice(6)}`

/** Every name that a variant of this picture may have. */
export const listVariantNames = (key: string, widths: readonly number[]): string[] =>
  widths.flatMap((width) => FORMATS.map((type) => variantName(key, width, type)))
