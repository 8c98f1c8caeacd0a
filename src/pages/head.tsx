/** The head of a page: its title, its one address, and what others show when they link to it. */

import type { Site } from '../site.ts'
import { isoDate } from './dates.ts'

export interface HeadProps {
  site: Site
  /** BCP 47 tag of the page. */
  lang: string
  /** The page's own title; null on home. */
  title: string | null
  description: string
  /** The page's path, percent-encoded; null for a page that has no address of its own (an error). */
  path: string | null
  article?: {
    author: string | null
    date: number
    updated: number | null
    cover: string | null
    canonical: string | null
  }
}

/** The mark of the masthead, so that no browser asks for /favicon.ico. */
const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-2 0 20 20'><path fill='#b23a22' " +
      "d='M1 0h14v17l-2 2-2-1-2 2-2-2-2 1-2-2-2 1z'/></svg>",
  ).replace(/%(20|3D|3A|2F)/g, decodeURIComponent)

export function Head({ site, lang, title, description, path, article }: HeadProps) {
  const name = title ?? site.title
  const address = path === null ? null : site.url + path
  const cover = article?.cover && URL.parse(article.cover, site.url)?.href
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
          <meta property="og:locale" content={lang.replace('-', '_')} />
          {description && <meta property="og:description" content={description} />}
          {cover && <meta property="og:image" content={cover} />}
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
        </>
      )}
      <link rel="icon" href={ICON} />
      <style></style>
    </head>
  )
}
