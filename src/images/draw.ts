/** Draws an SVG of our own as a PNG. */

import { type Taken, takeImage } from './take.ts'
import type { Size } from './walked.ts'

export interface Draughtsmen {
  /** Has every font that a title may need. */
  browser: BrowserRun | undefined
  /** The one of this machine draws SVG, in its own fonts; Cloudflare's gives an SVG back as it came. */
  images: ImagesBinding | undefined
}

/** The picture, from whoever draws it first in the size it was asked in; null when nobody does. */
export async function drawPicture(
  svg: string,
  size: Size,
  { browser, images }: Draughtsmen,
): Promise<Taken | null> {
  const ways = [browser && photograph(browser, size), images && convert(images)]
  // One that cannot is no news while the other can: the browser of a machine of one's own takes no such orders.
  const failures: string[] = []
  for (const way of ways) {
    try {
      const taken = way && (await takeImage(new Uint8Array(await (await way(svg)).arrayBuffer())))
      if (taken && isDrawn(taken, size)) return taken
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
  }
  if (failures.length > 0) console.error('not drawn:', ...failures)
  return null
}

const isDrawn = ({ picture }: Taken, { width, height }: Size): boolean =>
  picture.type === 'image/png' && picture.width === width && picture.height === height

/** A page that shows the drawing alone. */
export const pageOf = (svg: string): string =>
  `<!doctype html><meta charset="utf-8"><style>body{margin:0}svg{display:block}</style>${svg}`

const photograph =
  (browser: BrowserRun, viewport: Size) =>
  (svg: string): Promise<Response> =>
    browser.quickAction('screenshot', {
      html: pageOf(svg),
      viewport,
      setJavaScriptEnabled: false,
      screenshotOptions: { type: 'png' },
    })

const convert =
  (images: ImagesBinding) =>
  async (svg: string): Promise<Response> => {
    const made = await images.input(new Blob([svg]).stream()).output({ format: 'image/png' })
    return made.response()
  }
