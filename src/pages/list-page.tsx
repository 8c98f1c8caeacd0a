/** A list of posts: home, a page of all posts, a tag, a category, a year. */

import type { Summary } from '../post/post.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Entries, Lines } from './entries.tsx'
import { Frame } from './frame.tsx'
import { wordsFor } from './words.ts'

export interface ListPageProps {
  site: Site
  /** What stands over the posts. Home has no heading but the site's own name. */
  heading: { kind: string; index: string; name: string; posts: number; year?: boolean } | null
  /** Set on an older page of the list. */
  n?: number
  path: string
  /** Newest first. */
  posts: Summary[]
  /** Position of the first, newest post in its list; the oldest has 1. */
  from: number
  older: string | null
  newer: string | null
}

export function ListPage({ site, heading, n, path, posts, from, older, newer }: ListPageProps) {
  const words = wordsFor(site.language)
  const name = [heading?.name, n && words.page(n)].filter(Boolean).join(' · ')
  return (
    <Frame
      site={site}
      lang={site.language}
      title={name || null}
      description={heading ? `${name}: ${words.posts(heading.posts)}` : site.description}
      path={path}
      here={heading?.index ?? path}
      sheet="list"
    >
      {heading ? (
        <header class="title">
          <p class="kicker">
            <a href={heading.index}>{heading.kind}</a>
          </p>
          <h1>{heading.name}</h1>
          <p class="facts">
            <span>{words.posts(heading.posts)}</span>
            {n && <span>{words.page(n)}</span>}
          </p>
        </header>
      ) : (
        <>
          <h1 class="hidden">{name || site.title}</h1>
          {!n && site.description && <p class="lede">{site.description}</p>}
        </>
      )}
      {heading ? (
        <Lines site={site} posts={posts} dates={heading.year ? 'day' : 'short'} />
      ) : (
        <Entries site={site} posts={posts} from={from} />
      )}
      <Pager older={older} newer={newer} site={site} />
    </Frame>
  )
}

function Pager(props: { older: string | null; newer: string | null; site: Site }) {
  const { older, newer, site } = props
  if (!older && !newer) return null
  const words = wordsFor(site.language)
  return (
    <nav class="pager" aria-label={words.archive}>
      {newer && (
        <a href={newer} rel="prev">
          {words.newerPosts}
        </a>
      )}
      {older && (
        <a href={older} rel="next">
          {words.olderPosts}
        </a>
      )}
      <a href={urls.archive()}>{words.archive}</a>
    </nav>
  )
}
