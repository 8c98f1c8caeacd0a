/** The ETag an author sees: it changes with the source's bytes and with the pictures it shows. */

/**
 * The first 32 hex digits of SHA-256 over the source, then `\n<address> <key>` for each reference that has a
 * picture, sorted. Without quotes.
 */
export async function postEtag(
  source: Uint8Array,
  pictures: { address: string; key: string }[],
): Promise<string> {
  const lines = pictures.map(({ address, key }) => `\n${address} ${key}`).sort()
  const tail = new TextEncoder().encode(lines.join(''))
  const all = new Uint8Array(source.length + tail.length)
  all.set(source)
  all.set(tail, source.length)
  const digest = await crypto.subtle.digest('SHA-256', all)
  return [...new Uint8Array(digest, 0, 16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
