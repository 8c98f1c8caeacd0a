/** Hono and one route: what a cold isolate of it costs tells how fast a machine is. */

import { Hono } from 'hono'

export default new Hono().get('/posts/:slug', (c) => c.text(c.req.param('slug')))
