/** Posts in a list: with their summaries where one browses, one line each where one looks something up. */

import type { Summary } from '../post/post.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Thumbnail } from './covers.tsx'
import { asPart, languageOf } from './language.ts'
import { Time } from './time.tsx'

interface EntriesProps {
  site: Site
  /** Newest first. */
  posts: Summary[]
}

/** What a link to the middle of a list points at: a post's position, the oldest being 1. */
export const entryId = (position: number): string => `_${position}`

/** `from`: the position of the first, newest one. */
export function Entries({ site, posts, from }: EntriesProps & { from: number }) {
  return (
    <ol class="entries">
      {posts.map((post, index) => (
        <li id={entryId(from - index)}>
          <Time ms={post.date} day={post.day} lang={site.language} />
          <h2 {...partOf(post, site)}>
            <a href={urls.post(post.slug)}>
              <Thumbnail post={post} />
              {post.title}
            </a>
          </h2>
          {post.summary && <p {...partOf(post, site)}>{post.summary}</p>}
        </li>
      ))}
    </ol>
  )
}

/** `dates`: with the year, unless the list is of one. */
export function Lines({ site, posts, dates }: EntriesProps & { dates: 'short' | 'day' }) {
  return (
    <ol class={`lines ${dates}`}>
      {posts.map((post) => (
        <li>
          <Time ms={post.date} day={post.day} lang={site.language} style={dates} />
          <a href={urls.post(post.slug)} {...partOf(post, site)}>
            {post.title}
          </a>
        </li>
      ))}
    </ol>
  )
}

const partOf = (post: Summary, site: Site) => asPart(languageOf(post, site.language), site.language)
