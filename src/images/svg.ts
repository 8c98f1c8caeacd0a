/** Makes an SVG harmless: reads it, keeps what draws, and writes it anew, always well-formed. */

import { Parser } from 'htmlparser2'
import { latin1 } from './bytes.ts'
import { bad, ImageError } from './image-error.ts'
import type { Size } from './walked.ts'

/** A drawing is read whole, and some are made to be slow. */
const MAX_BYTES = 1024 * 1024
const MAX_DEPTH = 100

/** Elements that draw. Those that run, embed, link or fetch are not among them. */
const DRAWS = new Set(
  (
    'svg g defs symbol use title desc switch style path rect circle ellipse line polyline polygon text tspan ' +
    'textPath marker pattern mask clipPath linearGradient radialGradient stop image filter feBlend feColorMatrix ' +
    'feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight ' +
    'feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset ' +
    'fePointLight feSpecularLighting feSpotLight feTile feTurbulence'
  ).split(' '),
)
/** Elements that go and leave what they hold. */
const TRANSPARENT = new Set(['a', 'view'])
const PREFIXED = new Set(['xlink:href', 'xml:space', 'xml:lang', 'xmlns:xlink'])
/** Style that fetches: more than a part of the drawing itself. */
const FETCHES = /@import|\\|(?:url|image|src|image-set)\s*\((?!\s*["']?\s*#)/i
const RASTER = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z\d+/=\s]*$/i
/** CSS pixels in a unit. */
const UNITS: Record<string, number> = {
  ...{ '': 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 9.6 / 2.54, em: 16, ex: 8 },
}

type Attributes = Record<string, string>

/** Does it begin as a drawing, perhaps after a declaration, a document type or a note? */
export function isSvg(bytes: Uint8Array): boolean {
  if (!/[\s<\xef]/.test(latin1(bytes, 0, 1))) return false
  const start = latin1(bytes, 0, 4096).replace(/^\xef\xbb\xbf/, '')
  return /^\s*<(?:svg[\s>]|\?xml\s|!--|!DOCTYPE\s+svg\b)/i.test(start) && /<svg[\s>]/i.test(start)
}

/** The harmless drawing and its size in CSS pixels. Throws an ImageError. */
export function cleanSvg(file: Uint8Array): { bytes: Uint8Array; size: Size } {
  if (file.length > MAX_BYTES) throw new ImageError('large', 'is an SVG of more than 1 MiB')
  const source = decode(file)
  if (/<!ENTITY/i.test(source)) throw bad('is an SVG that declares entities: export it without')
  let out = ''
  let size: Size | null = null
  const closers: string[] = []
  let skipping = 0
  let styled: string | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (closers.length > MAX_DEPTH) throw bad('is an SVG that nests too deep')
        const after = size !== null && closers.length === 0
        if (skipping > 0 || after || !(DRAWS.has(name) || TRANSPARENT.has(name))) {
          skipping++
          return
        }
        if (size === null && name !== 'svg') throw bad('is an SVG that does not begin with <svg>')
        const root = size === null
        size ??= sizeOf(attributes)
        if (root) Object.assign(attributes, { width: `${size.width}`, height: `${size.height}` })
        closers.push(DRAWS.has(name) ? `</${name}>` : '')
        if (name === 'style') styled = ''
        if (DRAWS.has(name)) out += `<${name}${write(name, attributes)}>`
      },
      onclosetag() {
        if (skipping > 0) {
          skipping--
          return
        }
        if (styled !== null) out += FETCHES.test(styled) ? '' : escapeXml(styled)
        styled = null
        out += closers.pop() ?? ''
      },
      ontext(text) {
        if (skipping > 0 || closers.length === 0) return
        if (styled === null) out += escapeXml(text)
        else styled += text
      },
    },
    { xmlMode: true },
  )
  parser.end(source)
  if (!size) throw bad('is an SVG that draws nothing')
  return { bytes: new TextEncoder().encode(out), size }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw bad('is an SVG that is not UTF-8')
  }
}

/** As `width` and `height` say, or its `viewBox`. */
function sizeOf({ width, height, viewBox = '' }: Attributes): Size {
  const [, , across = 0, down = 0] = viewBox.split(/[\s,]+/).map(Number)
  const ratio = across > 0 && down > 0 ? down / across : 0
  const [w, h] = [length(width), length(height)]
  const size = { width: w || (h && ratio ? h / ratio : across), height: h || (w || across) * ratio }
  const whole = { width: Math.round(size.width), height: Math.round(size.height) }
  if (whole.width > 0 && whole.height > 0) return whole
  throw bad('is an SVG without a size: give it a viewBox')
}

function length(value = ''): number {
  const [, number, unit = ''] = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(value) ?? []
  return Number(number ?? 0) * (UNITS[unit.toLowerCase()] ?? 0)
}

function write(element: string, attributes: Attributes): string {
  let out = element === 'svg' ? ' xmlns="http://www.w3.org/2000/svg"' : ''
  for (const [name, value] of Object.entries(attributes)) {
    if (isHarmless(element, name, value)) out += ` ${name}="${escapeXml(value)}"`
  }
  // Prefixed links need their prefix, and only the root may bring it.
  return out.includes(' xlink:') && !out.includes(' xmlns:xlink=')
    ? `${out} xmlns:xlink="http://www.w3.org/1999/xlink"`
    : out
}

function isHarmless(element: string, name: string, value: string): boolean {
  if (name === 'xmlns' || /^on/i.test(name)) return false
  if (name === 'xmlns:xlink') return value === 'http://www.w3.org/1999/xlink'
  if (!/^[a-z][\w-]*$/i.test(name) && !PREFIXED.has(name)) return false
  if (name === 'href' || name === 'xlink:href') {
    return value.trim().startsWith('#') || (element === 'image' && RASTER.test(value.trim()))
  }
  return !FETCHES.test(value)
}

const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/gu, '')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
