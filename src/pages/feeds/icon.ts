/** The site's icon, a torn sheet with the first character of its title, and the web manifest that names it. */

import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import { SIDE } from './touch-icon.ts'
import { escapeXml } from './xml.ts'

const SEAL = '#a3331d'
const PAPER = '#fcfaf4'

export function writeIcon({ title }: Site): string {
  const [first = 'D'] = title.toWellFormed().trim().toUpperCase()
  const han = first.codePointAt(0) ?? 0
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
    `<path fill="${SEAL}" d="M4 2h56v54l-8 6-9-4-7 4-9-5-8 5-8-4-7 4z"/>` +
    `<text x="32" y="${han > 0x2e80 ? 44 : 46}" text-anchor="middle" fill="${PAPER}" font-size="42" font-weight="700" ` +
    `font-family="Iowan Old Style,Palatino Linotype,Noto Serif,Songti SC,Noto Serif CJK SC,Georgia,serif">` +
    `${escapeXml(first)}</text></svg>\n`
  )
}

export function writeManifest(site: Site): string {
  return JSON.stringify({
    name: site.title,
    short_name: site.title,
    description: site.description || undefined,
    lang: site.language,
    start_url: urls.home(),
    display: 'minimal-ui',
    background_color: PAPER,
    theme_color: SEAL,
    icons: [
      { src: urls.icon(), type: 'image/svg+xml', sizes: 'any' },
      { src: urls.touchIcon(), type: 'image/png', sizes: `${SIDE}x${SIDE}` },
    ],
  })
}
