/** Hands a large picture over piece by piece: whoever takes it whole holds it once more. */

/** Bytes. */
export const PIECE = 1024 * 1024

export function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(bytes.length)
  const writer = writable.getWriter()
  const write = async () => {
    for (let at = 0; at < bytes.length; at += PIECE) {
      await writer.write(bytes.subarray(at, at + PIECE))
    }
    await writer.close()
  }
  // Whoever stops reading says why.
  write().catch(() => {})
  return readable
}
