/** The style sheets: their hashes, their weight, and contrast in both themes. */

import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { CSS_HASHES, css, type Sheet } from '../../src/pages/css.ts'

describe.each<[Sheet, number]>([
  ['post', 5.5],
  ['code', 6],
  ['list', 4.2],
])('the style sheet of a page: %s', (sheet, most) => {
  test('CSS_HASHES has its hash', async () => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css(sheet)))
    expect(CSS_HASHES[sheet]).toBe(`'sha256-${Buffer.from(digest).toString('base64')}'`)
  })

  test(`at most ${most} KiB compressed, and closes no element`, () => {
    expect(gzipSync(css(sheet), { level: 9 }).length).toBeLessThanOrEqual(most * 1024)
    expect(css(sheet)).not.toMatch(/<\/style|\n/i)
    expect(css(sheet)).toMatch(/^:root\{/)
  })

  test('every brace closes', () => {
    let depth = 0
    for (const char of css(sheet).replace(/"[^"]*"/g, '')) {
      if (char === '{') depth++
      if (char === '}') depth--
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
  })
})

/** Every `light-dark(#…, #…)` of the sheet by the name of its property or the place it stands. */
const pair = /light-dark\((#\w+),(#\w+)\)/g

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function colours(name: string): [light: string, dark: string] {
  const found = new RegExp(`--${name}:light-dark\\((#\\w+),(#\\w+)\\)`).exec(css('code'))
  return [found?.[1] ?? '', found?.[2] ?? '']
}

const READ = [
  ['ink', 'paper'],
  ['ink', 'desk'],
  ['ink', 'tint'],
  ['ink', 'mark'],
  ['soft', 'paper'],
  ['soft', 'desk'],
  ['soft', 'tint'],
  ['seal', 'paper'],
  ['seal', 'tint'],
] as const

for (const [text, ground] of READ) {
  test(`${text} on ${ground} has a contrast of 4.5 in both themes`, () => {
    for (const theme of [0, 1] as const) {
      expect(contrast(colours(text)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(4.5)
    }
  })
}

test('the large figure of an error page has a contrast of 3 in both themes', () => {
  const [, figure = ''] = /\.status\{([^}]*)/.exec(css('list')) ?? []
  const [, light = '', dark = ''] = [...figure.matchAll(pair)][0] ?? []
  expect(contrast(light, colours('paper')[0])).toBeGreaterThanOrEqual(3)
  expect(contrast(dark, colours('paper')[1])).toBeGreaterThanOrEqual(3)
})

test('highlighting and alerts have a contrast of 4.5 on their ground in both themes', () => {
  const rules = css('code').match(/(?:color|--tone):light-dark\(#\w+,#\w+\)/g) ?? []
  expect(rules.length).toBeGreaterThan(8)
  for (const rule of rules.filter((each) => !each.startsWith('background'))) {
    const [, light = '', dark = ''] = [...rule.matchAll(pair)][0] ?? []
    expect([rule, contrast(light, colours('tint')[0]) >= 4.5]).toEqual([rule, true])
    expect([rule, contrast(dark, colours('tint')[1]) >= 4.5]).toEqual([rule, true])
  }
})
