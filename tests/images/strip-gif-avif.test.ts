/** What editors note in a GIF or an AVIF is taken out, too. */

import { describe, expect, test } from 'vitest'
import { ImageError } from '../../src/images/image-error.ts'
import { inspectImage } from '../../src/images/inspect.ts'
import { takeImage } from '../../src/images/take.ts'
import { concat, exif, SECRET, sample, strip, u16, u32 } from './noted.ts'

describe('GIF', () => {
  const plain = sample('animated.gif')
  const at = plain.indexOf(0x2c)
  /** Sub-blocks of at most 255 bytes, then an empty one. */
  const blocks = (text: string): Buffer => concat(new Uint8Array([text.length]), text, '\0')
  const extension = (label: number, ...data: (Uint8Array | string)[]): Buffer =>
    concat(new Uint8Array([0x21, label]), ...data)
  const application = (name: string, data: string): Buffer =>
    extension(0xff, new Uint8Array([11]), name, blocks(data))

  test('loses comments, texts and what applications noted; it plays as often, in its colours', () => {
    const loop = application('NETSCAPE2.0', '\x01\x05\0')
    const colours = application('ICCRGBG1012', 'profile')
    const control = extension(0xf9, blocks('\0\0\0\0'))
    const kept = concat(loop, colours, control)
    const noted = concat(
      plain.subarray(0, at),
      loop,
      extension(0xfe, blocks(SECRET)),
      application('XMP DataXMP', SECRET),
      colours,
      extension(0x01, blocks('a text that no browser draws')),
      control,
      plain.subarray(at),
    )
    expect(strip(noted)).toEqual(concat(plain.subarray(0, at), kept, plain.subarray(at)))
  })
})

describe('AVIF', () => {
  const box = (type: string, ...data: (Uint8Array | string)[]): Buffer =>
    concat(u32(concat(...data).length + 8), type, ...data)
  const infe = (id: number, type: string, rest = ''): Buffer =>
    box('infe', '\x02\0\0\0', u16(id), u16(0), type, `\0${rest}`)

  /** The sample with EXIF in the file's data and XMP in the header's. `from`: where EXIF is said to be. */
  const noted = (from?: number): Buffer => {
    const plain = sample('plain.avif')
    const part = (type: string) => {
      const start = plain.indexOf(type) - 4
      return plain.subarray(start, start + plain.readUInt32BE(start))
    }
    const pixels = part('mdat').subarray(8)
    const notes = concat(u32(0), exif(6))
    const build = (start: number): Buffer =>
      concat(
        part('ftyp'),
        box(
          'meta',
          u32(0),
          part('hdlr'),
          box('pitm', u32(0), u16(1)),
          box(
            'iloc',
            ...['\x01\0\0\0', new Uint8Array([0x44, 0]), u16(3)],
            ...[u16(1), u16(0), u16(0), u16(1), u32(start), u32(pixels.length)],
            ...[u16(2), u16(0), u16(0), u16(1)],
            ...[u32(from ?? start + pixels.length), u32(notes.length)],
            ...[u16(3), u16(1), u16(0), u16(1), u32(0), u32(SECRET.length)],
          ),
          box(
            'iinf',
            ...[u32(0), u16(3), infe(1, 'av01'), infe(2, 'Exif')],
            infe(3, 'mime', 'application/rdf+xml\0'),
          ),
          part('iprp'),
          box('idat', SECRET),
        ),
        box('mdat', pixels, notes),
      )
    return build(build(0).length - notes.length - pixels.length)
  }

  test('has its EXIF and XMP blanked; nothing else moves or changes', () => {
    const bytes = noted()
    const clean = strip(bytes)
    expect(bytes.includes(SECRET)).toBe(true)
    expect(clean.includes(SECRET)).toBe(false)
    expect(clean.includes('MM\0*')).toBe(false)
    expect(inspectImage(clean)).toEqual(inspectImage(bytes))
    const pixels = sample('plain.avif').subarray(-33)
    expect(clean.includes(pixels)).toBe(true)
    expect(strip(clean)).toEqual(clean)
  })

  test('is refused, and nothing worse, whichever byte of it is changed', async () => {
    for (let at = 0; at < noted().length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = noted()
        changed[at] = value
        await takeImage(new Uint8Array(changed)).catch((error) => {
          expect(error, `${value} at ${at}`).toBeInstanceOf(ImageError)
        })
      }
    }
  })

  test('keeps its header where a note claims to lie there', () => {
    expect(strip(noted(0)).subarray(0, 40)).toEqual(noted(0).subarray(0, 40))
  })
})
