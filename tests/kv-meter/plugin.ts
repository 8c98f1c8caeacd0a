/** A Miniflare plugin that puts the meter between a KV binding and the KV simulator. */

import type { Plugin, Worker_Binding } from 'miniflare'

/** Names of Miniflare's own: the service every local KV namespace is reached through. */
const KV_ENTRY = 'kv:ns:entry'

const meter: Plugin = {
  getBindings({ config }) {
    return Object.entries(config.env ?? {}).flatMap(([name, binding]): Worker_Binding[] => {
      // The blog sees a real KV binding, whose back end is the meter …
      if (binding.type === 'unsafe:metered-kv') {
        return [{ name, kvNamespace: { name: 'core:user:kv-meter', entrypoint: 'Meter' } }]
      }
      // … and the meter passes each request on to the simulator.
      if (binding.type === 'unsafe:kv-back-end') {
        const props = { json: JSON.stringify({ MINIFLARE_NAMESPACE: 'posts' }) }
        return [{ name, service: { name: KV_ENTRY, props } }]
      }
      return []
    })
  },
  getNodeBindings: () => ({}),
  getServices: () => {},
}

export const plugins = { 'kv-meter': meter }
