/** A post, or a page that stands by itself: everything around the article. */

import type { Heading, Label } from '../post/post.ts'
import type { Link, PostHead } from '../shelf/documents.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { COPY } from './copy.ts'
import { Frame } from './frame.tsx'
import { asPart, languageOf } from './language.ts'
import { Time } from './time.tsx'
import type { Words } from './words/vocabulary.ts'
import { wordsFor } from './words.ts'

/** Fewer headings than this need no table of contents. */
const CONTENTS_FROM = 3

export function PostPage({ site, post }: { site: Site; post: PostHead }) {
  const lang = languageOf(post, site.language)
  const words = wordsFor(lang, site.language)
  const path = post.kind === 'page' ? urls.standalone(post.slug) : urls.post(post.slug)
  return (
    <Frame
      site={site}
      lang={lang}
      title={post.title}
      description={post.summary}
      path={path}
      here={path}
      sheet="post"
      article={post}
    >
      <article>
        <header class="title">
          <Labels labels={post.categories} href={urls.category} name={words.categories} />
          <h1>{post.title}</h1>
          {post.kind === 'post' && <Facts site={site} post={post} lang={lang} words={words} />}
        </header>
        {post.contents.length >= CONTENTS_FROM && (
          <Contents headings={post.contents} words={words} />
        )}
        {(post.contents[0]?.level ?? 0) > 2 && <h2 class="hidden">{words.text}</h2>}
        <div class="prose">
          <slot></slot>
        </div>
        <Labels labels={post.tags} href={urls.tag} name={words.tags} />
        {post.kind === 'post' && <Colophon site={site} path={path} words={words} />}
      </article>
      {post.related && <Related links={post.related} words={words} lang={lang} site={site} />}
      {(post.older || post.newer) && <Around post={post} words={words} lang={lang} site={site} />}
      {post.code && (
        <script data-copy={words.copy} data-copied={words.copied}>
          {COPY}
        </script>
      )}
    </Frame>
  )
}

function Facts(props: { site: Site; post: PostHead; lang: string; words: Words }) {
  const { site, post, lang, words } = props
  const author = post.author || site.author
  return (
    <p class="facts">
      {author && <span>{author}</span>}
      <span>
        <Time ms={post.date} day={post.day} lang={lang} />
      </span>
      <span>{words.minutes(post.minutes)}</span>
      {post.updated && post.updatedDay && post.updated > post.date && (
        <span>
          {words.updated} <Time ms={post.updated} day={post.updatedDay} lang={lang} />
        </span>
      )}
    </p>
  )
}

/** What may be done with the text, and the text as it was written. */
function Colophon({ site, path, words }: { site: Site; path: string; words: Words }) {
  return (
    <p class="facts">
      {site.licence && (
        <span>
          {words.licence}:{' '}
          <a href={site.licence.href} rel="license">
            {site.licence.label}
          </a>
        </span>
      )}
      <span>
        <a href={urls.markdown(path)} type="text/markdown">
          {words.source}
        </a>
      </span>
    </p>
  )
}

function Labels(props: { labels: Label[]; href: (key: string) => string; name: string }) {
  const { labels, href, name } = props
  if (labels.length === 0) return null
  return (
    <ul class="labels" aria-label={name}>
      {labels.map((label) => (
        <li>
          <a href={href(label.key)} rel="tag">
            {label.name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Two levels are enough to find the way: the article's highest and the one below it. */
function Contents({ headings, words }: { headings: Heading[]; words: Words }) {
  const top = Math.min(...headings.map((heading) => heading.level))
  return (
    <details class="contents">
      <summary>{words.contents}</summary>
      <ol>
        {headings
          .filter((heading) => heading.level <= top + 1)
          .map((heading) => (
            <li class={heading.level > top ? 'sub' : undefined}>
              <a href={`#${heading.id}`}>{heading.text}</a>
            </li>
          ))}
      </ol>
    </details>
  )
}

function Related(props: { links: Link[]; words: Words; lang: string; site: Site }) {
  const { links, words, lang, site } = props
  if (links.length === 0) return null
  return (
    <nav class="related" aria-label={words.related}>
      <small>{words.related}</small>
      <ul>
        {links.map((link) => (
          <li>
            <a href={urls.post(link.slug)} {...partOf(link, lang, site)}>
              {link.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The attributes of a linked title in another language than the page's. */
const partOf = (link: Link, lang: string, site: Site) =>
  asPart(languageOf({ ...link, summary: '', lang: null }, site.language), lang)

function Around(props: { post: PostHead; words: Words; lang: string; site: Site }) {
  const { post, words, lang, site } = props
  return (
    <nav class="around" aria-label={words.around}>
      {post.older && (
        <Neighbour
          link={post.older}
          rel="prev"
          label={words.older}
          part={partOf(post.older, lang, site)}
        />
      )}
      {post.newer && (
        <Neighbour
          link={post.newer}
          rel="next"
          label={words.newer}
          part={partOf(post.newer, lang, site)}
        />
      )}
    </nav>
  )
}

interface NeighbourProps {
  link: Link
  rel: string
  label: string
  /** The attributes of its title's language. */
  part: ReturnType<typeof asPart>
}

function Neighbour({ link, rel, label, part }: NeighbourProps) {
  return (
    <a href={urls.post(link.slug)} rel={rel}>
      <small>{label}</small> <span {...part}>{link.title}</span>
    </a>
  )
}
