/** What a camera noted is taken out of a picture; its pixels, colours and orientation stay. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOrientation } from '../../src/images/exif.ts'
import { inspectImage } from '../../src/images/inspect.ts'
import { stripImage } from '../../src/images/strip.ts'
import { stripWebp } from '../../src/images/strip-webp.ts'
import { takeImage } from '../../src/images/take.ts'
import { shared } from '../shared.ts'
import { chunk, concat, exif, riff, SECRET, sample, samples, segment, strip, u32 } from './noted.ts'

describe('JPEG', () => {
  const plain = strip(sample('progressive.jpg'))
  const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01', 'profile')
  const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\x01')
  const noted = (orientation: number) =>
    concat(
      plain.subarray(0, 2),
      segment(0xe1, 'Exif\0\0', exif(orientation)),
      segment(0xe1, 'Exif\0\0', exif(3)),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', SECRET),
      segment(0xe0, 'JFXX\0', SECRET),
      icc,
      segment(0xe2, 'MPF\0', SECRET),
      segment(0xed, 'Photoshop 3.0\0', SECRET),
      segment(0xec, SECRET),
      adobe,
      segment(0xfe, SECRET),
      plain.subarray(2),
      sample('progressive.jpg'),
      new Uint8Array(99),
    )

  test('loses every note, every preview and what follows the picture', () => {
    expect(strip(noted(1))).toEqual(concat(plain.subarray(0, 2), icc, adobe, plain.subarray(2)))
  })

  test('keeps its orientation, and that alone', () => {
    const clean = strip(noted(6))
    expect(inspectImage(clean)).toMatchObject({ width: 2, height: 3 })
    expect(clean.includes(SECRET)).toBe(false)
    expect(clean.length).toBe(plain.length + icc.length + adobe.length + 36)
  })

  test('has its JFIF thumbnail cut out of the header', () => {
    const jfif = 'JFIF\0\x01\x02\0\0\x48\0\x48'
    const withHeader = (size: string, thumbnail: string) =>
      concat(plain.subarray(0, 2), segment(0xe0, jfif, size, thumbnail), plain.subarray(2))
    expect(strip(withHeader('\x06\x01', SECRET))).toEqual(withHeader('\0\0', ''))
  })
})

describe('PNG', () => {
  const plain = strip(sample('palette.png'))
  const phys = chunk('pHYs', '\0\0\x0b\x13\0\0\x0b\x13\x01')
  const noted = (orientation: number) =>
    concat(
      plain.subarray(0, 33),
      phys,
      chunk('tEXt', `Author\0${SECRET}`),
      chunk('zTXt', SECRET),
      chunk('iTXt', `XML:com.adobe.xmp\0${SECRET}`),
      chunk('tIME', SECRET),
      chunk('eXIf', exif(orientation)),
      chunk('caBX', SECRET),
      plain.subarray(33),
    )

  test('loses every text, time and unknown chunk', () => {
    expect(strip(noted(0))).toEqual(concat(plain.subarray(0, 33), phys, plain.subarray(33)))
  })

  test('keeps its orientation, and that alone', () => {
    const clean = strip(noted(8))
    expect(inspectImage(clean)).toMatchObject({ width: 2, height: 3 })
    expect(clean.includes(SECRET)).toBe(false)
  })
})

describe('WebP', () => {
  const still = sample('lossy.webp').subarray(12)
  const noted = (orientation: number, ...more: Buffer[]) => {
    const body = concat(
      'WEBP',
      riff('VP8X', Buffer.from([0x2c, 0, 0, 0, 2, 0, 0, 1, 0, 0])),
      riff('ICCP', Buffer.from('profile')),
      still,
      riff('EXIF', exif(orientation)),
      ...more,
      riff('XMP ', Buffer.from(SECRET)),
      riff('JUNK', Buffer.from(SECRET)),
    )
    return concat('RIFF', u32(body.length, true), body)
  }

  test('loses its notes, and says so in its header', () => {
    const clean = strip(noted(1))
    expect([clean.includes(SECRET), clean.includes('EXIF'), clean[20]]).toEqual([
      false,
      false,
      0x20,
    ])
    expect(clean.includes(concat(riff('ICCP', Buffer.from('profile')), still))).toBe(true)
  })

  test('keeps its orientation, and that alone; its size is what browsers show', () => {
    for (const file of [
      noted(6),
      noted(6, riff('EXIF', exif(3))),
      noted(0, riff('EXIF', concat('Exif\0\0', exif(6)))),
    ]) {
      const clean = strip(file)
      expect(inspectImage(clean)).toMatchObject({ width: 3, height: 2, turned: true })
      expect([clean.includes(SECRET), clean[20]]).toEqual([false, 0x28])
      expect(clean.length).toBe(strip(noted(1)).length + 34)
      expect(clean.subarray(-34, -18).toString('latin1')).toBe('EXIF\x1a\0\0\0II*\0\x08\0\0\0')
      expect(readOrientation(clean.subarray(-26))).toBe(6)
      expect(strip(clean)).toEqual(clean)
    }
  })

  test('without its orientation it is what it were if it had none', () => {
    const file = new Uint8Array(noted(6))
    expect(Buffer.from(stripWebp(stripImage(file, 'webp'), false))).toEqual(strip(noted(1)))
  })
})

describe.each(readdirSync(samples))('%s', (name) => {
  test('looks the same to the walker, and once clean stays as it is', () => {
    const clean = strip(sample(name))
    expect(inspectImage(clean)).toEqual(inspectImage(sample(name)))
    expect(strip(clean)).toEqual(clean)
  })
})

test('a picture has one key, whoever took it out of the camera', async () => {
  const jpeg = sample('progressive.jpg')
  const named = concat(jpeg.subarray(0, 2), segment(0xfe, SECRET), jpeg.subarray(2))
  const taken = await takeImage(new Uint8Array(named))
  expect(taken.picture).toEqual((await takeImage(new Uint8Array(jpeg))).picture)
  expect(taken.picture.bytes).toBe(taken.bytes.length)
})

test('suites and seed: every sound file is sound without its notes, and never larger', () => {
  for (const path of ['suites/images/pngsuite', 'suites/images/made-here', 'seed']) {
    const folder = shared(path)
    for (const name of folder ? readdirSync(folder) : []) {
      const bytes = new Uint8Array(readFileSync(join(folder ?? '', name)))
      const before = sizeOf(bytes)
      if (!before) continue
      const clean = strip(bytes)
      expect(sizeOf(clean), name).toEqual(before)
      expect(clean.length, name).toBeLessThanOrEqual(bytes.length)
    }
  }
})

function sizeOf(bytes: Uint8Array): object | null {
  try {
    return inspectImage(bytes)
  } catch {
    return null // refused: the test beside this one says why
  }
}
