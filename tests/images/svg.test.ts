/** What stays of a drawing when all that runs, embeds, links or fetches is taken out. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ImageError } from '../../src/images/image-error.ts'
import { cleanSvg, isSvg } from '../../src/images/svg.ts'
import { takeImage } from '../../src/images/take.ts'
import { shared } from '../shared.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
/** What is left of this inside the root. */
function inside(text: string): string {
  const whole = new TextDecoder().decode(cleanSvg(bytes(`${ROOT}${text}</svg>`)).bytes)
  expect(whole.startsWith(ROOT)).toBe(true)
  return whole.slice(ROOT.length, -'</svg>'.length)
}
const verdict = (text: string | Uint8Array): string => {
  try {
    const { size } = cleanSvg(typeof text === 'string' ? bytes(text) : text)
    return `${size.width}x${size.height}`
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    return `${error.code}: ${error.message}`
  }
}

describe('goes', () => {
  test.each([
    '<script>alert(1)</script>',
    '<script href="data:text/javascript,alert(1)"/>',
    '<foreignObject><iframe src="javascript:alert(1)"/><rect/></foreignObject>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<handler xmlns:ev="x" ev:event="load">alert(1)</handler>',
    '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
    '<?xml-stylesheet href="https://far.example/a.css"?>',
    '<!-- a note -->',
    '<metadata><rdf:RDF>CAMERA</rdf:RDF></metadata>',
  ])('%s', (text) => expect(inside(text)).toBe(''))

  test.each([
    ['<rect onload="alert(1)" ONCLICK="x" width="1"/>', '<rect width="1"></rect>'],
    ['<a href="javascript:alert(1)"><text>x</text></a>', '<text>x</text>'],
    ['<use href="https://far.example/a.svg#x"/>', '<use></use>'],
    ['<image href="https://far.example/track.png"/>', '<image></image>'],
    ['<image href="data:image/svg+xml,%3Csvg onload=alert(1)%3E"/>', '<image></image>'],
    ['<style>@import "https://far.example/a.css";</style>', '<style></style>'],
    ['<style>a{fill:\\75rl(https://far.example)}</style>', '<style></style>'],
    ['<rect style="fill:url(https://far.example/a.svg#x)"/>', '<rect></rect>'],
    ['<rect fill="url( //far.example)"/>', '<rect></rect>'],
    ['<text>&lt;script&gt;</text>', '<text>&#60;script&#62;</text>'],
    ['<g><rect></g>', '<g><rect></rect></g>'],
  ])('%s', (text, left) => expect(inside(text)).toBe(left))
})

test.each([
  '<g id="a" class="b" transform="scale(2)"><path d="M0 0h1" fill="url(#c)"></path></g>',
  '<defs><linearGradient id="c"><stop offset="0" stop-color="red"></stop></linearGradient></defs>',
  '<style>.b{fill:url(#c);stroke:#123}</style>',
  '<use href="#a"></use>',
  '<image href="data:image/png;base64,iVBORw0KGgo="></image>',
  '<text>文字 &#38; words</text>',
])('stays: %s', (text) => expect(inside(text)).toBe(text))

test('an old link keeps its prefix', () => {
  const old = '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>'
  expect(inside(old)).toBe(old.replace('/>', '></use>'))
  expect(inside('<use xlink:href="#a"/>')).toContain('xmlns:xlink=')
})

describe('its size', () => {
  test.each([
    ['viewBox="0 0 20 10"', '20x10'],
    ['width="40" viewBox="0 0 20 10"', '40x20'],
    ['height="1in" viewBox="0,0,20,10"', '192x96'],
    ['width="100%" height="100%" viewBox="0 0 20 10"', '20x10'],
    ['width="3" height="4px"', '3x4'],
    ['width="3"', 'bad: is an SVG without a size: give it a viewBox'],
    ['viewBox="a b c d"', 'bad: is an SVG without a size: give it a viewBox'],
  ])('<svg %s> is %s', (attributes, expected) => {
    expect(verdict(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`)).toBe(expected)
  })
})

test('is refused: entities, other encodings, no end of nesting, more than 1 MiB, no drawing', () => {
  expect(verdict(`<!DOCTYPE svg [<!ENTITY a "b">]>${ROOT}&a;</svg>`)).toMatch(/^bad: .*entities/)
  expect(verdict(new Uint8Array([...bytes(ROOT), 0xff]))).toMatch(/^bad: .*not UTF-8/)
  expect(verdict(`${ROOT}${'<g>'.repeat(5000)}`)).toMatch(/^bad: .*nests too deep/)
  expect(verdict(ROOT + ' '.repeat(1024 * 1024))).toMatch(/^large: .*more than 1 MiB/)
  expect(verdict('<g/>')).toMatch(/^bad: .*does not begin/)
  expect(verdict(`<html>${ROOT}</svg></html>`)).toMatch(/^bad: .*draws nothing/)
})

test('a page that holds a drawing is no drawing', () => {
  expect(isSvg(bytes(`<!doctype html>${ROOT}</svg>`))).toBe(false)
  expect(isSvg(bytes(`<html>${ROOT}</svg>`))).toBe(false)
  const twice = cleanSvg(bytes(`${ROOT}</svg>${ROOT}<path/></svg>`))
  expect(new TextDecoder().decode(twice.bytes)).toBe(`${ROOT}</svg>`)
  expect(isSvg(bytes(`\ufeff<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE svg>${ROOT}`))).toBe(true)
})

test('suites: each drawing is refused, or loses what would run', async () => {
  const folder = shared('suites/images/made-here')
  for (const name of folder ? readdirSync(folder).filter((each) => /svg/.test(each)) : []) {
    const file = new Uint8Array(readFileSync(join(folder ?? '', name)))
    await expect(takeImage(file), name).rejects.toThrow(ImageError)
    const taken = await takeImage(file, { svg: true }).catch((error: Error) => error)
    if (!(taken instanceof Error)) {
      expect(new TextDecoder().decode(taken.bytes), name).not.toMatch(
        /script|on\w+=|foreign|http:\/\/1/i,
      )
    } else {
      expect(taken, name).toBeInstanceOf(ImageError)
    }
  }
})
