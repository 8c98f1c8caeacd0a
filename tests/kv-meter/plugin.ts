/** A Miniflare plugin that puts a Worker of ours behind a real KV binding. */

import type { MiniflareBinding, Plugin, Worker_Binding } from 'miniflare'

/** Names of Miniflare's own: the service every local KV namespace is reached through. */
const KV_ENTRY = 'kv:ns:entry'

const plugin: Plugin = {
  getBindings({ config }) {
    return Object.entries<MiniflareBinding>(config.env ?? {}).flatMap(
      ([name, binding]): Worker_Binding[] => {
        // The blog sees a KV binding like any other, whose back end is that Worker …
        if (binding.type === 'unsafe:kv-by-worker') {
          const { worker, entrypoint } = { worker: '', entrypoint: '', ...binding.dev?.options }
          return [{ name, kvNamespace: { name: `core:user:${worker}`, entrypoint } }]
        }
        // … which may pass a request on to the simulator.
        if (binding.type === 'unsafe:kv-back-end') {
          const props = { json: JSON.stringify({ MINIFLARE_NAMESPACE: 'posts' }) }
          return [{ name, service: { name: KV_ENTRY, props } }]
        }
        return []
      },
    )
  },
  getNodeBindings: () => ({}),
  getServices: () => {},
}

export const plugins = { 'kv-by-worker': plugin }
