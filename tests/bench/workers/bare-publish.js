/** Stores a source in one Durable Object write, and puts as many keys with as many bytes to KV. */

import { DurableObject } from 'cloudflare:workers'

export class BareLedger extends DurableObject {
  constructor(state, env) {
    super(state, env)
    state.storage.sql.exec('CREATE TABLE IF NOT EXISTS posts (slug TEXT PRIMARY KEY, source BLOB)')
  }

  async publish(slug, source, puts) {
    this.ctx.storage.sql.exec('INSERT OR REPLACE INTO posts VALUES (?, ?)', slug, source)
    await Promise.all(
      puts.map(([key, bytes]) => this.env.POSTS.put(`bare:${key}`, new Uint8Array(bytes))),
    )
  }
}

export default {
  /** `X-Puts`: the keys and lengths to put, as JSON. */
  async fetch(request, env) {
    const puts = JSON.parse(request.headers.get('X-Puts'))
    const slug = new URL(request.url).pathname
    await env.LEDGER.getByName('ledger').publish(slug, await request.arrayBuffer(), puts)
    return new Response(null, { status: 200 })
  },
}
