/** A Miniflare plugin that puts a Worker of ours behind a real KV or R2 binding. */

import type { MiniflareBinding, Plugin, Worker_Binding } from 'miniflare'

/** Names of Miniflare's own: the services that every local namespace and bucket is reached through. */
const ENTRIES = { kv: 'kv:ns:entry', r2: 'r2:bucket:entry' }

const plugin: Plugin = {
  getBindings({ config }) {
    return Object.entries<MiniflareBinding>(config.env ?? {}).flatMap(
      ([name, binding]): Worker_Binding[] => {
        const {
          worker = '',
          entrypoint = '',
          store = 'kv',
          namespace = '',
        } = {
          ...(binding as { dev?: { options?: Options } }).dev?.options,
        }
        // The blog sees a binding like any other, whose back end is that Worker …
        if (binding.type === 'unsafe:by-worker') {
          const service = { name: `core:user:${worker}`, entrypoint }
          return [store === 'kv' ? { name, kvNamespace: service } : { name, r2Bucket: service }]
        }
        // … which may pass a request on to the simulator.
        if (binding.type === 'unsafe:back-end') {
          const props = { json: JSON.stringify({ MINIFLARE_NAMESPACE: namespace }) }
          return [{ name, service: { name: ENTRIES[store], props } }]
        }
        return []
      },
    )
  },
  getNodeBindings: () => ({}),
  getServices: () => {},
}

interface Options {
  worker?: string
  entrypoint?: string
  store?: keyof typeof ENTRIES
  namespace?: string
}

export const plugins = { 'by-worker': plugin }
