/** The search: its form, and what it found. Works without a script. */

import type { Hits, Marked } from '../post/hit.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Frame } from './frame.tsx'
import { asPart, languageOf } from './language.ts'
import { Time } from './time.tsx'
import { wordsFor } from './words.ts'

export interface SearchPageProps {
  site: Site
  query: string
  /** The page of hits, counted from 1. */
  n: number
  tooLong?: boolean
  found?: Hits
}

export function SearchPage({ site, query, n, tooLong, found }: SearchPageProps) {
  const words = wordsFor(site.language)
  return (
    <Frame
      site={site}
      lang={site.language}
      title={[
        query && !tooLong ? `${words.search}: ${query}` : words.search,
        n > 1 && words.page(n),
      ]
        .filter(Boolean)
        .join(' · ')}
      description=""
      path={null}
      here={urls.search()}
      sheet="list"
    >
      <header class="title">
        <h1>{words.search}</h1>
        <SearchForm site={site} query={query} />
        {tooLong && <p>{words.tooLong}</p>}
        {found?.hits.length === 0 && <p>{words.noHits}</p>}
      </header>
      {found && <Found site={site} {...found} />}
      {found && <Pages site={site} query={query} n={n} more={found.more} />}
    </Frame>
  )
}

export function SearchForm({ site, query = '' }: { site: Site; query?: string }) {
  const { search } = wordsFor(site.language)
  return (
    <search>
      <form class="search" action={urls.search()}>
        <input type="search" name="q" value={query} maxlength={100} aria-label={search} required />
        <button type="submit">{search}</button>
      </form>
    </search>
  )
}

function Found({ site, hits }: { site: Site; hits: Hits['hits'] }) {
  return (
    <ol class="entries">
      {hits.map(({ path, kind, title, excerpt, date, day, lang }) => {
        const plain = { lang, title: title.join(''), summary: excerpt.join('') }
        const part = asPart(languageOf(plain, site.language), site.language)
        return (
          <li>
            {kind === 'post' && <Time ms={date} day={day} lang={site.language} />}
            <h2 {...part}>
              <a href={path}>{show(title)}</a>
            </h2>
            <p {...part}>{show(excerpt)}</p>
          </li>
        )
      })}
    </ol>
  )
}

/** Full-width marks bring their own space: none follows them where paragraphs are shown as one. */
const show = (text: Marked) =>
  text
    .map((part) => part.replace(/(?<=[\u3001-\u3011\uff01-\uff1f]) /g, ''))
    .map((part, at) => (at % 2 ? <mark>{part}</mark> : part))

function Pages(props: { site: Site; query: string; n: number; more: boolean }) {
  const { site, query, n, more } = props
  if (n === 1 && !more) return null
  const words = wordsFor(site.language)
  return (
    <nav class="pager" aria-label={words.search}>
      {n > 1 && (
        <a href={urls.search(query, n - 1)} rel="prev">
          {words.page(n - 1)}
        </a>
      )}
      {more && (
        <a href={urls.search(query, n + 1)} rel="next">
          {words.page(n + 1)}
        </a>
      )}
    </nav>
  )
}
