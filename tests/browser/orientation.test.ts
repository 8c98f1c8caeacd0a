/** Which way is up: a picture stands in the page, in every form of it, as the file that was sent does by itself. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sample, turn } from '../images/noted.ts'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

const SIZE = { width: 720, height: 480 }
/**
 * In how many of the eight ways Chromium shows each: it does not heed what a WebP says. And how many forms of it there
 * are: what has an alpha channel has no preview.
 */
const TYPES = [
  ['jpeg', 8, 4],
  ['png', 8, 3],
  ['webp', 1, 4],
] as const
const FORMS = ['image/webp', 'image/jpeg']

const dataUrl = (type: string | null, bytes: ArrayBuffer | Buffer): string =>
  `data:${type};base64,${Buffer.from(bytes as ArrayBuffer).toString('base64')}`

/** Draws a picture of four quarters, each in another grey, and gives it as a data URL. */
const DRAW = (type: string) => `(() => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, ${JSON.stringify(SIZE)})
  const pen = canvas.getContext('2d', { alpha: false })
  for (const [n, grey] of [20, 90, 170, 240].entries()) {
    pen.fillStyle = \`rgb(\${grey} \${grey} \${grey})\`
    pen.fillRect((n % 2) * 360, (n >> 1) * 240, 360, 240)
  }
  return canvas.toDataURL('image/${type}')
})()`

/** What is seen of pictures: the greys of the four quarters, numbered; and whether they are wide, or tall. */
const SEE = (
  addresses: string[],
) => `Promise.all(${JSON.stringify(addresses)}.map(async (address) => {
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  const { naturalWidth: width, naturalHeight: height } = image
  Object.assign(canvas, { width, height })
  const pen = canvas.getContext('2d')
  pen.drawImage(image, 0, 0)
  const quarters = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([x, y]) =>
    Math.round(pen.getImageData(width * x, height * y, 1, 1).data[0] / 75))
  return quarters.join('') + (width > height ? ' wide' : ' tall')
}))`

const executable = findChromium()

describe.skipIf(executable === null)('in Chromium', () => {
  let blog: Blog
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    blog = await openBlog()
    browser = await launch(executable ?? '')
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser.close()
    await blog.close()
  })

  const see = async (addresses: string[]) => (await page.evaluate(SEE(addresses))) as string[]

  /** What is seen of the file that is sent; then of its preview, of what is stored, and of variants. */
  const compare = async (name: string, file: Buffer) => {
    const answer = await blog.push(`${name}.md`, `# P\n\n![x](${name})`, { [name]: file })
    const { images, url } = (await answer.json()) as { images: { key: string }[]; url: string }
    const html = await (await blog.fetch(new URL(url).pathname)).text()
    const [, preview] = /class="preview" src="([^"]*)"/.exec(html) ?? []
    const [, width, height] = / width="(\d+)" height="(\d+)"/.exec(html) ?? []
    const forms: string[] = []
    for (const [query, Accept] of [['', ''], ...FORMS.map((type) => ['?w=320', type])] as const) {
      const form = await blog.fetch(`/images/${images[0]?.key}${query}`, { headers: { Accept } })
      expect(form.headers.get('Cache-Control')).toContain('immutable')
      forms.push(dataUrl(form.headers.get('Content-Type'), await form.arrayBuffer()))
    }
    const [sent, ...shown] = await see([
      dataUrl(`image/${name.split('.')[1]}`, file),
      ...(preview ? [preview] : []),
      ...forms,
    ])
    return { sent, shown, said: Number(width) > Number(height) ? 'wide' : 'tall' }
  }

  test.each(TYPES)('a %s, whichever of the eight ways its notes say', async (type, ways, forms) => {
    const plain = Buffer.from(
      ((await page.evaluate(DRAW(type))) as string).split(',')[1] ?? '',
      'base64',
    )
    const seen = new Set<string>()
    for (let orientation = 1; orientation <= 8; orientation++) {
      const name = `p${orientation}.${type}`
      const { sent = '', shown, said } = await compare(name, turn(plain, orientation))
      expect(shown, name).toEqual(Array(forms).fill(sent))
      expect(sent, name).toContain(said)
      seen.add(sent)
    }
    expect(seen.size).toBe(ways)
  })

  test('an AVIF, which is turned by its boxes', async () => {
    const { sent, shown, said } = await compare('p.avif', sample('turned.avif'))
    expect(shown).toEqual(Array(3).fill(sent))
    expect([sent, said]).toEqual(['0213 tall', 'tall'])
  })
})
