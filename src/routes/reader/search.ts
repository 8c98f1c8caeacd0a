/** `/search?q=`: the one page that asks the ledger. */

import { print } from '../../pages/print.ts'
import { SearchPage } from '../../pages/search-page.tsx'
import { oneLine } from '../../post/source/text.ts'
import { cacheTag, keys } from '../../shelf/keys.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { notice, page } from './answers.ts'
import type { Reading } from './reading.ts'

/** Characters a search takes. */
const MOST = 100
/** Seconds the edge keeps what was found. */
const FRESH = 60

interface Asked {
  query: string
  /** Counted from 1; null when the address names none that can be. */
  n: number | null
}

/** What an address asks for, in the one spelling of it: NFKC, one line, nothing unseen. */
function readAsked({ searchParams }: URL): Asked {
  // Longer than any search, and not too long to look at.
  const query = oneLine((searchParams.get('q') ?? '').slice(0, 1_000).normalize('NFKC'))
  const n = searchParams.get('page') ?? '1'
  return { query, n: /^[1-9]\d{0,3}$/.test(n) ? Number(n) : null }
}

/** What a search's answer is kept under, in memory: never the bare path, which has all of them. */
export function searchKey(request: Request): string {
  const { query, n } = readAsked(new URL(request.url))
  return `${urls.search()}?${query}&${n}`
}

export async function showSearch(reading: Reading): Promise<Answer | null> {
  const { site, url } = reading
  const { query, n } = readAsked(url)
  if (n === null) return null
  const props = { site, query, n }
  if (query === '') return page(reading, print(SearchPage(props)), [], null)
  if ([...query].length > MOST) {
    const answer = page(reading, print(SearchPage({ ...props, tooLong: true })), [], null)
    return { ...answer, status: 400 }
  }
  const found = await reading.search(query, n)
  if (found === null) return notice(reading, 'tooOften')
  if (n > 1 && found.hits.length === 0) return null
  // Whatever is published, changed or removed makes the site's own document anew.
  reading.tags.add(cacheTag(keys.site()))
  const answer = page(reading, print(SearchPage({ ...props, found })), [], null)
  const edge = { 'Cloudflare-CDN-Cache-Control': `max-age=${FRESH}` }
  return { ...answer, headers: { ...answer.headers, ...edge } }
}
