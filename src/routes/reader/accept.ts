/** Reads `Accept` (RFC 9110, section 12.5.1): how much a client wants a media type, and whether it names it. */

/** Weight of a type from 0 to 1: that of the most specific range that holds it. */
export function weightOf(accept: string, type: string): number {
  const [main] = type.split('/')
  const found = { rank: 0, weight: 0 }
  for (const range of accept.toLowerCase().split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim())
    const rank = name === type ? 3 : name === `${main}/*` ? 2 : name === '*/*' ? 1 : 0
    if (rank === 0 || rank < found.rank) continue
    const q = parameters.find((each) => each.startsWith('q='))
    const weight = q === undefined ? 1 : Math.min(Math.max(Number(q.slice(2)) || 0, 0), 1)
    Object.assign(found, { rank, weight })
  }
  return found.weight
}

/** An agent that names Markdown and wants it no less than HTML; no browser names it. */
export function wantsMarkdown(accept: string): boolean {
  if (!MARKDOWN.test(accept)) return false
  const weight = weightOf(accept, 'text/markdown')
  return weight > 0 && weight >= weightOf(accept, 'text/html')
}

/** A browser, which names HTML and wants it more than any form of the feed. */
export function wantsHtml(accept: string, types: string[]): boolean {
  const most = () => Math.max(...types.map((type) => weightOf(accept, type)))
  return HTML.test(accept) && weightOf(accept, 'text/html') > most()
}

export const MARKDOWN = /text\/markdown/i
export const HTML = /text\/html/i
