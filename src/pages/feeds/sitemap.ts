/** Sitemaps (sitemaps.org, with Google's pictures): an index of parts, and the addresses of one part. */

import { isoDate } from '../dates.ts'
import { element, HEADER } from './xml.ts'

const NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'

export interface Place {
  /** Whole, as are all addresses here. */
  url: string
  /** When it last changed, in milliseconds; left out where that is not known. */
  changed?: number
  image?: string | null
}

export function writeIndex(urls: string[]): string {
  const parts = urls.map((url) => `<sitemap>${element('loc', url)}</sitemap>\n`)
  return `${HEADER}<sitemapindex ${NS}>\n${parts.join('')}</sitemapindex>\n`
}

export function writeSitemap(places: Place[]): string {
  const rows = places.map(({ url, changed, image }) => {
    const picture = image ? `<image:image>${element('image:loc', image)}</image:image>` : ''
    const date = changed === undefined ? '' : element('lastmod', isoDate(changed))
    return `<url>${element('loc', url)}${date}${picture}</url>\n`
  })
  return `${HEADER}<urlset ${NS} ${IMAGE}>\n${rows.join('')}</urlset>\n`
}
