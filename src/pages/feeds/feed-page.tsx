/** What a browser shows at a feed's address: what this is, and the newest posts. Its canonical address is their list's. */

import type { Summary } from '../../post/post.ts'
import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import { Lines } from '../entries.tsx'
import { Frame } from '../frame.tsx'
import { wordsFor } from '../words.ts'

export interface FeedPageProps {
  site: Site
  /** The tag's or category's name, and the path of its page; null for all posts. */
  of: { name: string; path: string } | null
  /** The feed's own path. */
  self: string
  /** Newest first. */
  posts: Summary[]
}

export function FeedPage({ site, of, self, posts }: FeedPageProps) {
  const { feed } = wordsFor(site.language)
  const name = of?.name ?? site.title
  return (
    <Frame
      site={site}
      lang={site.language}
      title={`${feed.title}: ${name}`}
      description={feed.text}
      path={of?.path ?? urls.home()}
      sheet="list"
    >
      <header class="title">
        <p class="kicker">{feed.title}</p>
        <h1>{name}</h1>
      </header>
      <p>{feed.text}</p>
      <pre tabindex={0}>
        <code>{site.url + self}</code>
      </pre>
      <Lines site={site} posts={posts} dates="short" />
    </Frame>
  )
}
