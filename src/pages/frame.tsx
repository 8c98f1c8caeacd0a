/** What every page stands in: the head, the masthead, the sheet and the foot. */

import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { Head, type HeadProps } from './head.tsx'
import type { Child } from './jsx-runtime.ts'
import { asPart, directionOf } from './language.ts'
import type { Words } from './words/vocabulary.ts'
import { wordsFor } from './words.ts'

export interface FrameProps extends HeadProps {
  /** Which part of the site this is, for the navigation. */
  here?: string
  /** A class of the sheet: how its columns are laid. */
  sheet: 'post' | 'list' | 'notice'
  children: Child
}

/**
 * No id here can meet a heading's: those are made of letters and digits. Nothing is painted before the text begins
 * (browsers wait for a start tag, not for an end): the masthead's links stand at the far end and would move as others come.
 */
export function Frame(props: FrameProps) {
  const { site, lang, here, sheet, children } = props
  const words = wordsFor(lang, site.language)
  return (
    <html lang={lang} dir={directionOf(lang) === 'rtl' ? 'rtl' : undefined}>
      <Head {...props} />
      <body>
        <a class="skip" href="#_text">
          {words.skip}
        </a>
        <header class="masthead">
          <a
            class="brand"
            href={urls.home()}
            aria-current={here === urls.home() ? 'page' : undefined}
            {...asPart(site.language, lang)}
          >
            <Mark />
            {site.title}
          </a>
          <Navigation site={site} words={words} here={here} lang={lang} />
        </header>
        <main id="_text" class={`sheet ${sheet}`}>
          {children}
        </main>
        <Foot site={site} words={words} lang={lang} />
      </body>
    </html>
  )
}

interface PartProps {
  site: Site
  words: Words
  /** The page's language; the site's own words may be in another. */
  lang: string
}

/** A small sheet with one rough edge. */
function Mark() {
  return (
    <svg viewBox="0 0 16 20" aria-hidden="true">
      <path d="M1 0h14v17l-2 2-2-1-2 2-2-2-2 1-2-2-2 1z" />
    </svg>
  )
}

function Navigation(props: PartProps & { here: string | undefined }) {
  const { site, words, here, lang } = props
  const own = asPart(site.language, lang)
  const links = [
    { label: words.archive, href: urls.archive() },
    { label: words.tags, href: urls.tags() },
    { label: words.search, href: urls.search() },
    ...site.nav.map((link) => ({ ...link, ...own })),
  ]
  return (
    <nav aria-label={words.site}>
      {links.map(({ label, ...link }) => (
        <a {...link} aria-current={link.href === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}

function Foot({ site, words, lang }: PartProps) {
  const own = asPart(site.language, lang)
  return (
    <footer class="foot">
      <p {...own}>{site.description || site.title}</p>
      <p>
        {site.author && <span {...own}>{site.author}</span>}
        <a href={urls.archive()}>{words.archive}</a>
        <a href={urls.categories()}>{words.categories}</a>
        <a href={urls.tags()}>{words.tags}</a>
        <a href={urls.feed('rss')}>{words.feed.title}</a>
      </p>
    </footer>
  )
}
