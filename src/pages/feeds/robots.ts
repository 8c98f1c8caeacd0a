/** robots.txt (RFC 9309) and security.txt (RFC 9116). */

import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import { isoDate } from '../dates.ts'

/** Those that read for training or answering, by the names their owners give. Search engines are not among them. */
const AI_CRAWLERS =
  'AI2Bot Amazonbot Applebot-Extended Bytespider CCBot ChatGPT-User Claude-User ClaudeBot cohere-ai ' +
  'DuckAssistBot Google-CloudVertexBot Google-Extended GPTBot Meta-ExternalAgent MistralAI-User ' +
  'OAI-SearchBot PerplexityBot Perplexity-User'

export function writeRobots(site: Site): string {
  const denied = AI_CRAWLERS.split(' ').map((name) => `User-agent: ${name}\n`)
  return (
    // A page such as /searchlight is no search.
    `User-agent: *\nDisallow: /api/\nDisallow: ${urls.search()}$\nDisallow: ${urls.search()}?\n\n` +
    (site.aiCrawlers ? '' : `${denied.join('')}Disallow: /\n\n`) +
    `Sitemap: ${site.url}${urls.sitemap()}\n`
  )
}

const DAY = 86_400_000

/** `now` in milliseconds. Half a year from the day it is read, a reader should look again. */
export function writeSecurity(site: Site, contact: string, now: number): string {
  const expires = Math.ceil(now / DAY) * DAY + 182 * DAY
  return (
    `Contact: ${contact}\nExpires: ${isoDate(expires)}\n` +
    `Preferred-Languages: ${site.language}\nCanonical: ${site.url}${urls.security()}\n`
  )
}
