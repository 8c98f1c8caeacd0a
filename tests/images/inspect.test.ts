/** What counts as a picture: samples of every format, and the public suites where they are at hand. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ImageError } from '../../src/images/image-error.ts'
import { inspectImage, MAX_IMAGE_BYTES } from '../../src/images/inspect.ts'
import { shared } from '../shared.ts'

const samples = join(import.meta.dirname, 'samples')
const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join(samples, name)))

/** The verdict in a line: `image/png 8x8`, or the error's code and message. */
function verdict(bytes: Uint8Array): string {
  try {
    const { type, width, height } = inspectImage(bytes)
    return `${type} ${width}x${height}`
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    return `${error.code}: ${error.message}`
  }
}

const concat = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))))

describe('a whole picture tells its type and its size as shown', () => {
  test.each([
    ['progressive.jpg', 'image/jpeg 3x2'],
    ['turned.jpg', 'image/jpeg 2x3'],
    ['palette.png', 'image/png 3x2'],
    ['turned.png', 'image/png 2x3'],
    ['animated.gif', 'image/gif 3x2'],
    ['lossy.webp', 'image/webp 3x2'],
    ['lossy-alpha.webp', 'image/webp 3x2'],
    ['lossless.webp', 'image/webp 3x2'],
    ['animated.webp', 'image/webp 3x2'],
    // Chromium turns a JPEG and a PNG as EXIF says, a WebP never.
    ['turned.webp', 'image/webp 3x2'],
    ['plain.avif', 'image/avif 3x2'],
    // Its boxes mirror it, and turn it a quarter.
    ['turned.avif', 'image/avif 480x720'],
  ])('%s is %s', (name, expected) => expect(verdict(sample(name))).toBe(expected))
})

describe('every sample', () => {
  test.each(readdirSync(samples))('%s is refused when cut anywhere', (name) => {
    const bytes = sample(name)
    for (let length = 0; length < bytes.length; length++) {
      expect(verdict(bytes.subarray(0, length)), `${length} bytes`).toMatch(/^(bad|unsupported):/)
    }
  })

  test.each(readdirSync(samples))('%s is refused with a page after it', (name) => {
    expect(verdict(concat(sample(name), '<script>alert(1)</script>'))).toMatch(/^bad:/)
  })

  test.each(readdirSync(samples))('%s never makes it crash, whichever byte is changed', (name) => {
    const bytes = sample(name)
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const changed = bytes.slice()
        changed[at] = value
        expect(verdict(changed)).toBeTypeOf('string')
      }
    }
  })
})

test.each([
  ['progressive.jpg', true],
  ['palette.png', true],
  ['lossy.webp', true],
  ['lossy-alpha.webp', false],
  ['animated.gif', false],
  ['plain.avif', false],
])('%s: it is %j that nothing is seen through it', (name, opaque) => {
  expect(inspectImage(sample(name)).opaque).toBe(opaque)
})

test('zeros after a picture are padding', () => {
  expect(verdict(concat(sample('progressive.jpg'), new Uint8Array(512)))).toBe('image/jpeg 3x2')
})

test('a JPEG may hold further JPEGs only when it says so, as phones do', () => {
  const plain = sample('progressive.jpg')
  const says = concat(
    plain.subarray(0, 2),
    new Uint8Array([0xff, 0xe2, 0, 6]),
    'MPF\0',
    plain.subarray(2),
  )
  expect(verdict(concat(plain, plain))).toMatch(/^bad: is a JPEG with .* something else after/)
  expect(verdict(concat(says, plain))).toBe('image/jpeg 3x2')
  expect(verdict(concat(says, plain.subarray(0, -9)))).toMatch(/^bad: is a JPEG cut short/)
  expect(verdict(concat(says, plain, 'PK'))).toMatch(/^bad: is a JPEG with 2 bytes/)
})

test('an AVIF turned by irot is shown on its side', () => {
  const bytes = sample('plain.avif')
  // Its `pixi` property becomes an `irot`, of which only the first byte counts: a quarter turn.
  const at = Buffer.from(bytes).indexOf('pixi')
  bytes.set(Buffer.from('irot\x01'), at)
  expect(verdict(bytes)).toBe('image/avif 2x3')
})

test('more than 64 frames are too many, by what the file says', () => {
  const gif = sample('animated.gif')
  const frames = gif.subarray(gif.indexOf(0x2c), -1)
  const head = gif.subarray(0, gif.indexOf(0x2c))
  const many = (times: number) => verdict(concat(head, ...Array(times).fill(frames), ';'))
  const each = inspectImage(gif).frames
  expect(many(Math.floor(64 / each))).toBe('image/gif 3x2')
  expect(many(64)).toBe(`large: is a GIF of ${64 * each} frames: at most 64 are taken`)
})

describe('what is no picture says what it is', () => {
  test.each([
    ['', 'bad: is empty'],
    ['<!doctype html><p>', 'unsupported: is HTML'],
    [
      '<?xml version="1.0"?><svg xmlns=""/>',
      'unsupported: is SVG, which can carry scripts: export it as PNG or WebP, or set SITE_SVG = "allow"',
    ],
    ['%PDF-1.7', 'unsupported: is a PDF'],
    ['PK\x03\x04', 'unsupported: is a ZIP archive'],
    [
      '\0\0\0\x18ftypheic\0\0\0\0',
      'unsupported: is a HEIC: have the camera or a converter write a JPEG',
    ],
    ['\0\0\0\x18ftypisom\0\0\0\0', 'unsupported: is a video'],
    ['GIF90a', 'unsupported: is none of JPEG, PNG, GIF, WebP and AVIF'],
  ])('%j', (text, expected) => expect(verdict(concat(text))).toBe(expected))
})

test('more than 20 MiB is too large', () => {
  expect(verdict(new Uint8Array(MAX_IMAGE_BYTES + 1))).toBe('large: has more than 20 MiB')
})

describe('files made to hurt are refused quickly', () => {
  const box = (type: string, ...content: Uint8Array[]): Uint8Array => {
    const body = concat(...content)
    const head = new DataView(new ArrayBuffer(4))
    head.setUint32(0, body.length + 8)
    return concat(new Uint8Array(head.buffer), type, body)
  }
  const ftyp = box('ftyp', concat('avif\0\0\0\0avif'))
  const empty = new Uint8Array(4)
  const files: [string, () => Uint8Array][] = [
    ['2 million boxes', () => concat(ftyp, Buffer.alloc(16_000_000, '\0\0\0\x08free', 'latin1'))],
    [
      'a billion pieces of no length',
      () =>
        concat(
          ftyp,
          box('meta', empty, box('iloc', new Uint8Array(8), new Uint8Array(8_000_000).fill(0xff))),
        ),
    ],
    [
      'a million chunks',
      () =>
        concat(
          sample('palette.png').subarray(0, 33),
          Buffer.alloc(12_000_000, '\0\0\0\0aaaa\0\0\0\0', 'latin1'),
        ),
    ],
    [
      'markers only',
      () => concat('', new Uint8Array([0xff, 0xd8]), new Uint8Array(16_000_000).fill(0xff)),
    ],
  ]
  test.each(files)('%s', (_, make) => {
    const bytes = make()
    const start = process.cpuUsage()
    expect(verdict(bytes)).toMatch(/^bad:/)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000)
  })
})

const MADE_HERE: Record<string, RegExp> = {
  'billion-laughs.svg': /^unsupported: is SVG/,
  'bomb-30000x30000.png': /^large: is a PNG of 30000 × 30000 pixels/,
  'dims-0x0.png': /^bad: is a PNG without width/,
  'dims-max.png': /^large: is a PNG of 2147483647 × 1 pixels/,
  'empty.png': /^bad: is empty/,
  'foreignObject.svg': /^unsupported: is SVG/,
  'gif-js.gif': /^bad: is a broken GIF/,
  'git-lfs-pointer.png': /^unsupported: is a Git LFS pointer/,
  'html-named.png': /^unsupported: is HTML/,
  'icc-comment-script.svg': /^unsupported: is SVG/,
  'jpeg-named.png': /^image\/jpeg 826x315$/,
  'normal.jpg': /^image\/jpeg 826x315$/,
  'normal.png': /^image\/png 8x8$/,
  'png-named.jpg': /^image\/png 8x8$/,
  'svg-named.png': /^unsupported: is SVG/,
  'trailing-html.png': /^bad: is a PNG with 25 bytes of something else/,
  'trailing-zip.jpg': /^bad: is a JPEG with 30 bytes of something else/,
  'truncated-half.jpg': /^bad: is a JPEG cut short/,
  'truncated-header.jpg': /^bad: is a JPEG cut short/,
  'truncated.png': /^bad: is a PNG cut short/,
  'utf16.svg': /^unsupported: is SVG/,
}

/** PngSuite's own broken files all begin with an x; what is wrong with each is in its documentation. */
const BROKEN: Record<string, RegExp> = {
  'xc1n0g08.png': /impossible kind \(colour type 1/,
  'xc9n2c08.png': /impossible kind \(colour type 9/,
  'xcrn0g04.png': /signature was damaged/,
  'xcsn0g01.png': /checksum of its IDAT chunk is wrong/,
  'xd0n2c08.png': /impossible kind .*bit depth 0/,
  'xd3n2c08.png': /impossible kind .*bit depth 3/,
  'xd9n2c08.png': /impossible kind .*bit depth 99/,
  'xdtn0g01.png': /without pixels/,
  'xhdn0g08.png': /checksum of its IHDR chunk is wrong/,
  'xlfn0g04.png': /signature was damaged/,
  'xs1n0g01.png': /^unsupported: is none of/,
  'xs2n0g01.png': /^unsupported: is none of/,
  'xs4n0g01.png': /^unsupported: is none of/,
  'xs7n0g01.png': /signature was damaged/,
}

function filesOf(path: string): [string, Uint8Array][] {
  const folder = shared(path)
  if (folder === null) return []
  return readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))])
}

test('suites/images/made-here: each file has its verdict', () => {
  for (const [name, bytes] of filesOf('suites/images/made-here')) {
    expect(verdict(bytes), name).toMatch(MADE_HERE[name] ?? /no verdict is written down/)
  }
})

test('suites/images/pngsuite: every sound file is taken, every broken one refused', () => {
  const files = filesOf('suites/images/pngsuite').filter(([name]) => name.endsWith('.png'))
  for (const [name, bytes] of files) {
    const expected = BROKEN[name] ?? /^image\/png \d+x\d+$/
    expect(verdict(bytes), name).toMatch(expected)
  }
})

test('seed: the surviving pictures are taken', () => {
  const seen = filesOf('seed').filter(([name]) => name.endsWith('.jpg'))
  for (const [name, bytes] of seen)
    expect(verdict(bytes), name).toMatch(/^image\/jpeg \d{3,}x\d{3,}$/)
})
