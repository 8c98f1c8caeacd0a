/** Writes tar as POSIX.1-2001 has it (ustar, with a pax header where a path needs one): every system opens it. */

export const BLOCK = 512

/** What ends an archive. */
export const END = new Uint8Array(2 * BLOCK)

const encoder = new TextEncoder()

type Bytes = Uint8Array<ArrayBuffer>

/** A file of an archive: its header, its bytes, and what fills the last block. `time` in milliseconds since the epoch. */
export function* tarFile(path: string, bytes: Bytes, time: number): Generator<Bytes> {
  const name = encoder.encode(path)
  const plain = name.length <= 100 && name.length === path.length
  if (!plain) yield* pax(path, name.length, time)
  const fill = padding(bytes.length)
  yield header(plain ? name : fallback(path), bytes.length, time, '0')
  // A byte stream takes them over: their length is 0 afterwards.
  yield bytes
  yield new Uint8Array(fill)
}

/** `<length> path=<path>\n`, where the length counts its own digits. */
function* pax(path: string, bytes: number, time: number): Generator<Bytes> {
  const rest = ` path=\n`.length + bytes
  let length = rest + 1
  while (rest + `${length}`.length !== length) length = rest + `${length}`.length
  const record = encoder.encode(`${length} path=${path}\n`)
  yield header(encoder.encode('pax'), record.length, time, 'x')
  yield record
  yield new Uint8Array(padding(record.length))
}

/** What a reader shows that knows no pax headers. */
const fallback = (path: string): Uint8Array =>
  encoder.encode(path.replace(/[^ -~]/gu, '_').slice(-100))

function header(name: Uint8Array, size: number, time: number, type: string): Bytes {
  const block = new Uint8Array(BLOCK)
  const write = (text: string, at: number) => block.set(encoder.encode(text), at)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  block.set(name)
  write('0000644\x000000000\x000000000\x00', 100)
  write(octal(size, 11), 124)
  write(octal(Math.max(0, Math.floor(time / 1000)), 11), 136)
  // The checksum is counted with spaces in its own place.
  write(`        ${type}`, 148)
  write('ustar\x0000', 257)
  write(`${octal(checksum(block), 6)}\0`, 148)
  return block
}

export const checksum = (block: Uint8Array): number => block.reduce((sum, byte) => sum + byte, 0)

/** How many bytes follow a file of this size up to the next block. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK
