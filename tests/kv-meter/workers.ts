/** The meter as Miniflare options: its Worker, and the binding that leads to it. */

import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { V4WorkerOptions } from 'miniflare'
import { readWranglerToml } from '../wrangler-toml.ts'

const plugin = {
  package: join(import.meta.dirname, 'plugin.ts'),
  name: 'kv-meter',
}

/** A KV binding of the blog that goes through the meter. */
export function meteredKv(name: string) {
  return { name, type: 'metered-kv', plugin, options: {} }
}

export function meterWorker(): V4WorkerOptions {
  const source = readFileSync(join(import.meta.dirname, 'worker.ts'), 'utf8')
  return {
    name: 'kv-meter',
    modules: [{ type: 'ESModule', path: 'meter.js', contents: stripTypeScriptTypes(source) }],
    compatibilityDate: readWranglerToml().compatibility_date,
    kvNamespaces: { POSTS: 'posts' },
    unsafeBindings: [{ name: 'BACK', type: 'kv-back-end', plugin, options: {} }],
  }
}
