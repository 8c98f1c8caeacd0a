/** A page that says one thing: nothing here, gone, down for a moment, or still empty. */

import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Frame } from './frame.tsx'
import { SearchForm } from './search-page.tsx'
import { wordsFor } from './words.ts'

export type NoticeKind = 'notFound' | 'gone' | 'tooOften' | 'outage' | 'failure'

export function NoticePage({
  site,
  kind,
  status,
}: {
  site: Site
  kind: NoticeKind
  status: number
}) {
  const words = wordsFor(site.language)
  const notice = words[kind]
  return (
    <Frame
      site={site}
      lang={site.language}
      title={notice.title}
      description=""
      path={null}
      sheet="notice"
    >
      <p class="status" aria-hidden="true">
        {status}
      </p>
      <h1>{notice.title}</h1>
      <p>{notice.text}</p>
      {(kind === 'notFound' || kind === 'gone') && <SearchForm site={site} />}
      <p>
        <a href={urls.home()}>{words.home}</a> <a href={urls.archive()}>{words.archive}</a>
      </p>
    </Frame>
  )
}

export function EmptyPage({ site }: { site: Site }) {
  const { empty } = wordsFor(site.language)
  const push = [
    `curl -X PUT ${site.url}${urls.api.post('hello')}`,
    '  -H "Authorization: Bearer $AUTHOR_TOKEN"',
    '  -H "Content-Type: text/markdown"',
    '  --data-binary "# Hello"',
  ].join(' \\\n')
  return (
    <Frame
      site={site}
      lang={site.language}
      title={null}
      description={site.description}
      path={urls.home()}
      here={urls.home()}
      sheet="notice"
    >
      <h1>{empty.title}</h1>
      <p>{empty.text}</p>
      <pre tabindex={0}>
        <code>{push}</code>
      </pre>
      <p>{empty.other}</p>
      <pre>
        <code>npm start</code>
      </pre>
    </Frame>
  )
}
