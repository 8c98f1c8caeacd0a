/** The meter as Miniflare options: its Worker, and the binding that leads to it. */

import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { V4WorkerOptions } from 'miniflare'
import { readWranglerToml } from '../wrangler-toml.ts'

const plugin = {
  package: join(import.meta.dirname, 'plugin.ts'),
  name: 'kv-by-worker',
}

/** A KV binding whose back end is a named entrypoint of a Worker. */
export function kvByWorker(name: string, worker: string, entrypoint: string) {
  return { name, type: 'kv-by-worker', plugin, options: { worker, entrypoint } }
}

/** A KV binding that goes through the meter. */
export const meteredKv = (name: string) => kvByWorker(name, 'kv-meter', 'Meter')

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
