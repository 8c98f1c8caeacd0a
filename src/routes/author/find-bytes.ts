/** Finds bytes within bytes, in steps as long as what is sought (Horspool, 1980). */

/** Gives where `needle` stands at or after `from`, or -1. Made once for many searches. */
export function finder(needle: Uint8Array): (bytes: Uint8Array, from: number) => number {
  const last = needle.length - 1
  const steps = new Uint8Array(256).fill(needle.length)
  for (let i = 0; i < last; i++) steps[needle[i] as number] = last - i
  return (bytes, from) => {
    let at = from
    while (at + last < bytes.length) {
      if (isAt(bytes, needle, at)) return at
      at += steps[bytes[at + last] as number] as number
    }
    return -1
  }
}

export function isAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) if (bytes[at + i] !== needle[i]) return false
  return true
}
