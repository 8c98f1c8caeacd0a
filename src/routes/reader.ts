/** The reader's site: every public page and its address. Mount it last: it answers whatever is left. */

import { Hono } from 'hono'
import { showArchive, showHome, showLabel, showLabels, showPage, showYear } from './reader/lists.ts'
import { findElsewhere, showPost } from './reader/posts.ts'
import { read } from './reader/reading.ts'
import { securityHeaders } from './respond.ts'

export const reader = new Hono<{ Bindings: Env }>()

reader.get('/', read(showHome))
reader.get('/page/:n', read(showPage))
reader.get('/posts/:slug', read(showPost('post')))

reader.get('/tags', read(showLabels('tags')))
reader.get('/tags/:key', read(showLabel('tags')))
reader.get('/tags/:key/:n', read(showLabel('tags')))

reader.get('/categories', read(showLabels('categories')))
reader.get('/categories/:key', read(showLabel('categories')))
reader.get('/categories/:key/:n', read(showLabel('categories')))

reader.get('/archive', read(showArchive))
reader.get('/archive/:year{[0-9]+}', read(showYear))
reader.get('/archive/:year{[0-9]+}/:n', read(showYear))

reader.get('/:slug', read(showPost('page')))
reader.get(
  '*',
  read((reading) => findElsewhere(reading)),
)

reader.all('*', async () => {
  const headers = { ...(await securityHeaders()), Allow: 'GET, HEAD', 'Cache-Control': 'no-store' }
  return new Response('Readers may only GET.\n', { status: 405, headers })
})
