/** Answers each request from an isolate that was made for it: a Worker's first request, as often as one likes. */

import { RpcTarget, WorkerEntrypoint } from 'cloudflare:workers'

/** KV over RPC, since a KV binding cannot be handed to a loaded Worker. */
export class Kv extends WorkerEntrypoint {
  get(key, options) {
    return this.env.POSTS.get(key, options)
  }
}

/** A ledger that takes every draft at once: what is left is the Worker's own part of a publish. */
class Taking extends RpcTarget {
  publish(draft) {
    const now = new Date(0).toISOString()
    const value = {
      slug: draft.slug ?? 'cold',
      kind: 'post',
      title: 'Cold',
      path: '/posts/cold',
      etag: '0'.repeat(32),
      revision: 1,
      status: 'published',
      date: now,
      updated: null,
      changed: now,
      bytes: draft.source.length,
      created: true,
      changedContent: true,
      live: true,
      warnings: [],
      images: [],
      replayed: false,
      tags: [],
    }
    return { ok: true, value }
  }
}

export class Ledger extends WorkerEntrypoint {
  getByName() {
    return new Taking()
  }
}

let made = 0

/** Each is handed the same text over RPC, so that the handing over cancels out. */
const modules = {
  BARE: ({ APP, BARE }) => ({ 'worker.js': BARE, 'unused.txt': { text: APP } }),
  HONO: ({ APP, HONO }) => ({ 'worker.js': HONO, 'unused.txt': { text: APP } }),
  TEXT: ({ APP, BARE }) => ({ 'worker.js': BARE, 'unused.js': APP }),
  APP: ({ APP }) => ({ 'worker.js': APP }),
}

export default {
  /** `X-Load`: `BARE`, `HONO`, the first with the blog compiled beside it and not run (`TEXT`), or the blog (`APP`). */
  async fetch(request, env, ctx) {
    const which = request.headers.get('X-Load')
    const stub = env.LOADER.get(`${which}-${made++}`, () => ({
      compatibilityDate: env.compatibilityDate,
      mainModule: 'worker.js',
      modules: modules[which](env),
      env: {
        ...env.SETTINGS,
        POSTS: ctx.exports.Kv({ props: {} }),
        LEDGER: ctx.exports.Ledger({ props: {} }),
      },
    }))
    return stub.getEntrypoint().fetch(request)
  },
}
