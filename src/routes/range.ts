/** Reads a Range header (RFC 9110, section 14.1.2). */

export interface Range {
  offset: number
  length: number
}

/** Each costs a read of the bucket. */
const MAX_RANGES = 8

/**
 * The ranges of bytes within `size` that can be given; null when the header is to be ignored: another unit, bad
 * syntax, too many, or some that overlap, as none but attackers ask for (section 14.2).
 */
export function readRanges(header: string, size: number): Range[] | 'unsatisfiable' | null {
  const set = /^bytes=(.+)$/i.exec(header.trim())?.[1]?.split(',') ?? []
  if (set.length === 0 || set.length > MAX_RANGES) return null
  const ranges: Range[] = []
  for (const each of set) {
    const range = readRange(each.trim(), size)
    if (range === null) return null
    if (range !== 'unsatisfiable') ranges.push(range)
  }
  const inOrder = ranges.toSorted((a, b) => a.offset - b.offset)
  if (inOrder.some(({ offset }, n) => n > 0 && offset < endOf(inOrder[n - 1]))) return null
  return ranges.length > 0 ? ranges : 'unsatisfiable'
}

/** The one range that is asked for, before the size is known; null when it is not so simple. */
export function readOne(header: string): R2Range | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header.trim()) ?? []
  if (first === '') return Number(last) > 0 ? { suffix: Number(last) } : null
  const offset = Number(first)
  if (last === '') return { offset }
  return Number(last) < offset ? null : { offset, length: Number(last) - offset + 1 }
}

function readRange(text: string, size: number): Range | 'unsatisfiable' | null {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(text) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < offset) return null
  return offset >= size ? 'unsatisfiable' : { offset, length: end - offset + 1 }
}

const endOf = (range: Range | undefined): number => (range ? range.offset + range.length : 0)

/** As Content-Range has it. */
export const contentRange = ({ offset, length }: Range, size: number): string =>
  `bytes ${offset}-${offset + length - 1}/${size}`
