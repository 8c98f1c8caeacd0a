/** Addresses that stand in the text as they are (GFM autolinks). */

import { characterBefore, isCjk } from './characters.ts'

export interface BareLink {
  start: number
  end: number
  href: string
}

const START = /(?:https?|ftp):\/\/|www\.|@/gi
const MAX_LENGTH = 2_048
const REST = /[^\s<]{0,2049}/y
// Where an address ends in a Chinese text, though it may hold Han characters.
const CJK_END = /[，。、；：！？（）【】〔〕《》〈〉「」『』“”‘’…]|\*\*/
const TRAILING = new Set('?!.,:*_~\'"')
const LOCAL = /[\w.+-]/
const DOMAIN = /[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+/y

/** All of them, in order. With `cjk`, punctuation of Chinese ends an address and may stand before one. */
export function findBareLinks(text: string, cjk: boolean): BareLink[] {
  const links: BareLink[] = []
  let from = 0
  START.lastIndex = 0
  for (let hit = START.exec(text); hit; hit = START.exec(text)) {
    const link =
      hit[0] === '@' ? email(text, hit.index, from) : address(text, hit.index, hit[0], cjk)
    if (!link || link.start < from) continue
    links.push(link)
    from = link.end
    START.lastIndex = Math.max(START.lastIndex, from)
  }
  return links
}

function address(text: string, start: number, scheme: string, cjk: boolean): BareLink | null {
  const before = characterBefore(text, start)
  const www = scheme.toLowerCase() === 'www.'
  if (www ? !/^[\s*_~(]?$/.test(before) && !(cjk && isCjk(before)) : /[A-Za-z]/.test(before))
    return null
  REST.lastIndex = start
  let body = REST.exec(text)?.[0] ?? ''
  if (body.length > MAX_LENGTH) {
    START.lastIndex = REST.lastIndex
    return null
  }
  if (cjk) {
    const stop = body.search(CJK_END)
    if (stop >= 0) body = body.slice(0, stop)
    body = body.slice(0, closedLength(body))
  }
  body = body.slice(0, trimmedLength(body))
  const host = /^[^/?#:]*/.exec(body.slice(www ? 0 : scheme.length))?.[0] ?? ''
  if (!/^[A-Za-z0-9\u00a1-\uffff]/.test(host) || !validHost(host, www)) return null
  return { start, end: start + body.length, href: www ? `http://${body}` : body }
}

/** Up to a `)` that nothing opened with Chinese after it: there is no space to say that text goes on. */
function closedLength(body: string): number {
  let open = 0
  for (let at = body.search(/[()]/); at >= 0 && at < body.length; at++) {
    if (body[at] === '(') open++
    else if (body[at] === ')' && --open < 0 && isCjk(body[at + 1] ?? '')) return at
  }
  return body.length
}

function validHost(host: string, dotted: boolean): boolean {
  const parts = host.split('.')
  if (dotted && (parts.length < 2 || parts[1] === '')) return false
  return !parts.slice(-2).some((part) => part.includes('_'))
}

/** Without punctuation, unbalanced `)` and character references at the end. */
function trimmedLength(body: string): number {
  let end = body.length
  let open: number | null = null
  while (end > 0) {
    const last = body[end - 1] ?? ''
    if (TRAILING.has(last)) {
      end--
    } else if (last === ')') {
      open ??= count(body.slice(0, end), '(') - count(body.slice(0, end), ')')
      if (open >= 0) break
      open++
      end--
    } else if (last === ';') {
      let at = end - 2
      while (/[A-Za-z0-9]/.test(body[at] ?? '')) at--
      end = body[at] === '&' && at < end - 2 ? at : end - 1
    } else {
      break
    }
  }
  return end
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++
  return found
}

function email(text: string, at: number, from: number): BareLink | null {
  let start = at
  while (start > from && LOCAL.test(text[start - 1] ?? '')) start--
  if (start === at) return null
  DOMAIN.lastIndex = at + 1
  const domain = DOMAIN.exec(text)?.[0]
  if (domain === undefined || /[-_]$/.test(domain)) return null
  const end = at + 1 + domain.length
  return { start, end, href: `mailto:${text.slice(start, end)}` }
}
