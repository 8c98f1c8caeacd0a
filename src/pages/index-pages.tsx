/** The ways in: all tags, all categories, and the archive by year. */

import type { Summary } from '../post/post.ts'
import type { Count } from '../shelf/documents.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Lines } from './entries.tsx'
import { Frame } from './frame.tsx'
import { wordsFor } from './words.ts'

export function LabelsPage(props: { site: Site; kind: 'tags' | 'categories'; counts: Count[] }) {
  const { site, kind, counts } = props
  const words = wordsFor(site.language)
  const href = kind === 'tags' ? urls.tag : urls.category
  // No collation by language: Intl's first use costs an isolate 20 ms.
  const byName = (a: Count, b: Count) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)
  const sorted = counts.toSorted((a, b) => b.posts - a.posts || byName(a, b))
  return (
    <Frame
      site={site}
      lang={site.language}
      title={words[kind]}
      description={`${words[kind]} · ${site.title}`}
      path={urls[kind]()}
      here={urls[kind]()}
      sheet="list"
    >
      <header class="title">
        <h1>{words[kind]}</h1>
        {counts.length === 0 && <p>{kind === 'tags' ? words.noTags : words.noCategories}</p>}
      </header>
      <ul class="counts">
        {sorted.map((label) => (
          <li>
            <a href={href(label.key)}>{label.name}</a> <small>{label.posts}</small>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

/** A year with those of its posts that are at hand, newest first. */
export interface Year {
  year: number
  posts: number
  known: Summary[]
}

export function ArchivePage({ site, posts, years }: { site: Site; posts: number; years: Year[] }) {
  const words = wordsFor(site.language)
  return (
    <Frame
      site={site}
      lang={site.language}
      title={words.archive}
      description={`${words.archive}: ${words.posts(posts)}`}
      path={urls.archive()}
      here={urls.archive()}
      sheet="list"
    >
      <header class="title">
        <h1>{words.archive}</h1>
        <p class="facts">
          <span>{words.posts(posts)}</span>
        </p>
      </header>
      {years.map((year) => (
        <section class="year">
          <h2>
            <a href={urls.year(year.year)}>{year.year}</a>
          </h2>
          <Lines site={site} posts={year.known} dates="day" />
          {year.known.length < year.posts && (
            <p>
              <a href={urls.year(year.year)}>{words.wholeYear(year.posts)}</a>
            </p>
          )}
        </section>
      ))}
    </Frame>
  )
}
