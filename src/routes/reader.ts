/** The reader's site: every public page and its address. Mount it last: it answers whatever is left. */

import { Hono } from 'hono/tiny'
import { pathOf } from './memory.ts'
import { showLlms, showLlmsFull } from './reader/agents.ts'
import { guessFeed, showFeed } from './reader/feeds.ts'
import { showArchive, showHome, showLabel, showLabels, showPage, showYear } from './reader/lists.ts'
import {
  showFavicon,
  showIcon,
  showIndexnowKey,
  showManifest,
  showRobots,
  showSecurity,
  showTouchIcon,
} from './reader/machines.ts'
import { findElsewhere, showPost } from './reader/posts.ts'
import { showPreview } from './reader/preview.ts'
import { read } from './reader/read.ts'
import type { Reading } from './reader/reading.ts'
import { searchKey, showSearch } from './reader/search.ts'
import { showSitemapIndex, showSitemapPart } from './reader/sitemap.ts'
import { showSpeculation } from './reader/speculation.ts'
import { type Answer, SECURITY } from './respond.ts'

export const reader = new Hono<{ Bindings: Env }>()

/** The light router takes `/tags/` for `/tags`; here it is another spelling, to be redirected. */
const at = (show: (reading: Reading) => Promise<Answer | null>, keyOf = pathOf) =>
  read(async (reading) => {
    const guess = guessFeed(reading)
    if (guess) return guess
    return /.\/$/.test(reading.url.pathname) ? findElsewhere(reading) : show(reading)
  }, keyOf)

reader.get('/', at(showHome))
reader.get('/page/:n', at(showPage))
reader.get('/feed.xml', at(showFeed(null, 'rss')))
reader.get('/atom.xml', at(showFeed(null, 'atom')))
reader.get('/feed.json', at(showFeed(null, 'json')))
reader.get('/posts/:slug', at(showPost('post')))
reader.get('/preview/:slug', at(showPreview))

reader.get('/tags', at(showLabels('tags')))
reader.get('/tags/:key', at(showLabel('tags')))
reader.get('/tags/:key/feed.xml', at(showFeed('tags', 'rss')))
reader.get('/tags/:key/atom.xml', at(showFeed('tags', 'atom')))
reader.get('/tags/:key/feed.json', at(showFeed('tags', 'json')))
reader.get('/tags/:key/:n', at(showLabel('tags')))

reader.get('/categories', at(showLabels('categories')))
reader.get('/categories/:key', at(showLabel('categories')))
reader.get('/categories/:key/feed.xml', at(showFeed('categories', 'rss')))
reader.get('/categories/:key/atom.xml', at(showFeed('categories', 'atom')))
reader.get('/categories/:key/feed.json', at(showFeed('categories', 'json')))
reader.get('/categories/:key/:n', at(showLabel('categories')))

reader.get('/archive', at(showArchive))
reader.get('/archive/:year{[0-9]+}', at(showYear))
reader.get('/archive/:year{[0-9]+}/:n', at(showYear))

reader.get('/search', at(showSearch, searchKey))

reader.get('/sitemap.xml', at(showSitemapIndex))
reader.get('/sitemaps/:part', at(showSitemapPart))
reader.get('/robots.txt', at(showRobots))
reader.get('/.well-known/security.txt', at(showSecurity))
reader.get('/favicon.svg', at(showIcon))
reader.get('/apple-touch-icon.png', at(showTouchIcon))
reader.get('/favicon.ico', at(showFavicon))
reader.get('/manifest.webmanifest', at(showManifest))
reader.get('/speculation.json', at(showSpeculation))
reader.get('/llms.txt', at(showLlms))
reader.get('/llms-full.txt', at(showLlmsFull))
reader.get('/llms-full/:part', at(showLlmsFull))

reader.get('/:key{[A-Za-z0-9-]+\\.txt}', at(showIndexnowKey))
reader.get('/:slug', at(showPost('page')))
reader.get(
  '*',
  read((reading) => findElsewhere(reading)),
)

reader.all('*', () => {
  const headers = { ...SECURITY, Allow: 'GET, HEAD', 'Cache-Control': 'no-store' }
  return new Response('Readers may only GET.\n', { status: 405, headers })
})
