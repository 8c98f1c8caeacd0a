/** Lines on two logarithmic scales, as an SVG that a post can show. */

import { findChromium, launch } from '../browser/chromium.ts'

export interface Line {
  name: string
  points: [x: number, y: number][]
}

const WIDTH = 720
const HEIGHT = 420
const LEFT = 64
const RIGHT = 590
const TOP = 48
const BOTTOM = 368
const COLOURS = ['#8a3b12', '#1f6f5c', '#2f5d9f', '#7a4f9a', '#9a7b1d', '#a33a5a', '#4a4a4a']

/** Whole powers of ten bound both scales. */
export function plot(labels: { title: string; x: string; y: string }, lines: Line[]): string {
  const points = lines.flatMap((line) => line.points)
  const across = scale(
    points.map(([x]) => x),
    LEFT,
    RIGHT,
  )
  const up = scale(
    points.map(([, y]) => y),
    BOTTOM,
    TOP,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Georgia, serif" font-size="13">
<title>${labels.title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fbf8f1"/>
<text x="${LEFT}" y="26" font-size="17">${labels.title}</text>
${across.ticks.map(({ at, text }) => `<path d="M${at} ${TOP}V${BOTTOM}" stroke="#e3dccb"/><text x="${at}" y="${BOTTOM + 18}" text-anchor="middle">${text}</text>`).join('\n')}
${up.ticks.map(({ at, text }) => `<path d="M${LEFT} ${at}H${RIGHT}" stroke="#e3dccb"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${text}</text>`).join('\n')}
<text x="${RIGHT}" y="${HEIGHT - 12}" text-anchor="end">${labels.x}</text>
<text x="${LEFT}" y="${TOP - 8}">${labels.y}</text>
${labelled(lines, up.place)
  .map(({ name, points: own, label }, n) => {
    const colour = COLOURS[n % COLOURS.length]
    const path = own.map(([x, y]) => `${across.place(x)} ${up.place(y)}`).join('L')
    return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${RIGHT + 8}" y="${label}" fill="${colour}">${name}</text>`
  })
  .join('\n')}
</svg>
`
}

function scale(values: number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1)
  const place = (value: number): number =>
    Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from))
  const ticks = Array.from({ length: high - low + 1 }, (_, n) => {
    const value = 10 ** (low + n)
    return { at: place(value), text: value.toLocaleString('en', { maximumFractionDigits: 6 }) }
  })
  return { place, ticks }
}

/** Each name stands beside its line's end, and no two on each other. */
function labelled(lines: Line[], place: (y: number) => number) {
  const ends = lines.map((line) => ({ ...line, label: place(line.points.at(-1)?.[1] ?? 1) + 4 }))
  let last = -Infinity
  for (const line of ends.toSorted((a, b) => a.label - b.label)) {
    line.label = last = Math.max(line.label, last + 16)
  }
  return ends
}

/** The plot as a picture of twice its size, by the Chromium of this machine. */
export async function drawPng(path: string, svg: string): Promise<void> {
  const chromium = findChromium()
  if (!chromium) return
  const browser = await launch(chromium)
  try {
    const page = await browser.newPage({
      viewport: { width: WIDTH, height: HEIGHT },
      deviceScaleFactor: 2,
    })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
    await page.screenshot({ path })
  } finally {
    await browser.close()
  }
}
