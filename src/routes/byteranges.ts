/** Several ranges of one picture in one answer: `multipart/byteranges` (RFC 9110, section 14.6). */

import { contentRange, type Range } from './range.ts'

interface Whole {
  type: string
  size: number
  /** A line that stands nowhere in the bytes. */
  boundary: string
}

/** Streams range after range as `read` gives them: nothing is held. */
export function streamRanges(
  ranges: Range[],
  { type, size, boundary }: Whole,
  read: (range: Range) => Promise<ReadableStream<Uint8Array> | null>,
): { body: ReadableStream<Uint8Array>; headers: Record<string, string> } {
  const encoder = new TextEncoder()
  const heads = ranges.map((range) =>
    encoder.encode(
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${contentRange(range, size)}\r\n\r\n`,
    ),
  )
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  const length =
    heads.reduce((sum, head) => sum + head.length, tail.length) +
    ranges.reduce((sum, range) => sum + range.length, 0)
  const { readable, writable } = new FixedLengthStream(length)

  const write = async (bytes: Uint8Array) => {
    const writer = writable.getWriter()
    await writer.write(bytes)
    writer.releaseLock()
  }
  const pump = async () => {
    for (const [n, range] of ranges.entries()) {
      await write(heads[n] as Uint8Array)
      const part = await read(range)
      if (!part) throw new Error('the picture was removed meanwhile')
      await part.pipeTo(writable, { preventClose: true })
    }
    await write(tail)
    await writable.close()
  }
  // A reader who leaves makes this fail; so does a picture that goes: the answer then ends too early, and shows it.
  pump().catch((error) => writable.abort(error).catch(() => {}))
  const headers = {
    'Content-Type': `multipart/byteranges; boundary=${boundary}`,
    'Content-Length': `${length}`,
  }
  return { body: readable, headers }
}
