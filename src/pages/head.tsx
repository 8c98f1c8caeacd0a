/** The head of a page: its title, its one address, its other forms, and what others show when they link to it. */

import type { PostHead, Translation } from '../shelf/documents.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { coverOf } from './covers.tsx'
import { isoDate } from './dates.ts'
import { JsonLd } from './jsx-runtime.ts'
import { languageOf, localeOf } from './language.ts'
import { describePost } from './structured-data.ts'

export interface HeadProps {
  site: Site
  /** BCP 47 tag of the page. */
  lang: string
  /** The page's own title; null on home. */
  title: string | null
  description: string
  /** The page's path, percent-encoded; null for a page that has no address of its own (an error). */
  path: string | null
  article?: PostHead
}

export function Head({ site, lang, title, description, path, article }: HeadProps) {
  const name = title ?? site.title
  const address = path === null ? null : site.url + path
  const cover = article ? coverOf(article, site) : null
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === null ? site.title : `${title} · ${site.title}`}</title>
      {description && <meta name="description" content={description} />}
      {address === null ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={article?.canonical ?? address} />
          <meta property="og:type" content={article ? 'article' : 'website'} />
          <meta property="og:title" content={name} />
          <meta property="og:url" content={address} />
          <meta property="og:site_name" content={site.title} />
          <meta property="og:locale" content={localeOf(lang)} />
          {description && <meta property="og:description" content={description} />}
          {cover && (
            <>
              <meta property="og:image" content={cover.url} />
              {cover.width && <meta property="og:image:width" content={`${cover.width}`} />}
              {cover.height && <meta property="og:image:height" content={`${cover.height}`} />}
              <meta property="og:image:alt" content={cover.alt || name} />
            </>
          )}
          <meta name="twitter:card" content={cover ? 'summary_large_image' : 'summary'} />
        </>
      )}
      {article && (
        <>
          {(article.author || site.author) && (
            <meta name="author" content={article.author || site.author} />
          )}
          <meta property="article:published_time" content={isoDate(article.date)} />
          {article.updated && (
            <meta property="article:modified_time" content={isoDate(article.updated)} />
          )}
          {article.translations?.map((each) => (
            <Language site={site} post={each} />
          ))}
          {article.length !== undefined && path && (
            <link rel="alternate" type="text/markdown" href={urls.markdown(path)} />
          )}
          {address && (
            <JsonLd data={describePost(site, article, { address, lang, cover: cover?.url })} />
          )}
        </>
      )}
      {path !== null && <Feeds site={site} name={name} path={path} />}
      <link rel="icon" type="image/svg+xml" href={urls.icon()} />
      <link rel="apple-touch-icon" href={urls.touchIcon()} />
      <link rel="manifest" href={urls.manifest()} />
      <link rel="expect" href="#_text" blocking="render" />
      <style>{article ? (article.code ? 'code' : 'post') : 'list'}</style>
    </head>
  )
}

function Language({ site, post }: { site: Site; post: Translation }) {
  const { kind, slug } = post
  const path = kind === 'page' ? urls.standalone(slug) : urls.post(slug)
  const lang = languageOf({ ...post, summary: '' }, site.language)
  return <link rel="alternate" hreflang={lang} href={site.url + path} />
}

/** The feeds of everything; before them, on a page of a tag or category, its own. */
function Feeds({ site, name, path }: { site: Site; name: string; path: string }) {
  const [label] = /^\/(?:tags|categories)\/[^/]+/.exec(path) ?? []
  return (
    <>
      {label && (
        <>
          <Feed format="rss" title={`${name} · ${site.title}`} of={label} />
          <Feed format="atom" title={`${name} · ${site.title}`} of={label} />
        </>
      )}
      <Feed format="rss" title={site.title} />
      <Feed format="atom" title={site.title} />
      <Feed format="json" title={site.title} />
    </>
  )
}

const TYPES = { rss: 'rss+xml', atom: 'atom+xml', json: 'feed+json' }

function Feed(props: { format: keyof typeof TYPES; title: string; of?: string }) {
  const { format, title, of } = props
  return (
    <link
      rel="alternate"
      type={`application/${TYPES[format]}`}
      title={title}
      href={urls.feed(format, of)}
    />
  )
}
