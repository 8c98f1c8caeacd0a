/** The reader's site: every public page and its address. Mount it last: it answers whatever is left. */

import { Hono } from 'hono/quick'
import { showArchive, showHome, showLabel, showLabels, showPage, showYear } from './reader/lists.ts'
import { findElsewhere, showPost } from './reader/posts.ts'
import { type Reading, read } from './reader/reading.ts'
import { type Answer, SECURITY } from './respond.ts'

export const reader = new Hono<{ Bindings: Env }>()

/** The light router takes `/tags/` for `/tags`; here it is another spelling, to be redirected. */
const at = (show: (reading: Reading) => Promise<Answer | null>) =>
  read((reading) => (/.\/$/.test(reading.url.pathname) ? findElsewhere(reading) : show(reading)))

reader.get('/', at(showHome))
reader.get('/page/:n', at(showPage))
reader.get('/posts/:slug', at(showPost('post')))

reader.get('/tags', at(showLabels('tags')))
reader.get('/tags/:key', at(showLabel('tags')))
reader.get('/tags/:key/:n', at(showLabel('tags')))

reader.get('/categories', at(showLabels('categories')))
reader.get('/categories/:key', at(showLabel('categories')))
reader.get('/categories/:key/:n', at(showLabel('categories')))

reader.get('/archive', at(showArchive))
reader.get('/archive/:year{[0-9]+}', at(showYear))
reader.get('/archive/:year{[0-9]+}/:n', at(showYear))

reader.get('/:slug', at(showPost('page')))
reader.get(
  '*',
  read((reading) => findElsewhere(reading)),
)

reader.all('*', () => {
  const headers = { ...SECURITY, Allow: 'GET, HEAD', 'Cache-Control': 'no-store' }
  return new Response('Readers may only GET.\n', { status: 405, headers })
})
