/** A file put together anew from parts of itself. */

/** A stretch of the file that stays, or what takes the place of one and is no longer than it was. */
export type Part = { from: number; to: number } | Uint8Array

/** Moves the parts together at the start. */
export function compact(bytes: Uint8Array, parts: Part[]): Uint8Array {
  let length = 0
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      bytes.set(part, length)
      length += part.length
    } else {
      if (part.from !== length) bytes.copyWithin(length, part.from, part.to)
      length += part.to - part.from
    }
  }
  return bytes.subarray(0, length)
}

/** The replacement, unless it is longer: then what it should replace is too short to hide anything. */
export const shorter = (part: Uint8Array, from: number, to: number): Part =>
  part.length <= to - from ? part : { from, to }

export function join(...parts: (Uint8Array | number[] | string)[]): Uint8Array {
  return new Uint8Array(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : [...part],
    ),
  )
}
