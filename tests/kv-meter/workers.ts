/** The meter as Miniflare options: its Worker, and the bindings that lead to it. */

import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { V4WorkerOptions } from 'miniflare'
import { readWranglerToml } from '../wrangler-toml.ts'

const plugin = {
  package: join(import.meta.dirname, 'plugin.ts'),
  name: 'by-worker',
}

/** A KV binding whose back end is a named entrypoint of a Worker. */
export function kvByWorker(name: string, worker: string, entrypoint: string) {
  return { name, type: 'by-worker', plugin, options: { store: 'kv', worker, entrypoint } }
}

/** A KV binding that goes through the meter. */
export const meteredKv = (name: string) => kvByWorker(name, 'kv-meter', 'Meter')

/** An R2 binding that goes through the meter. */
export function meteredR2(name: string) {
  const options = { store: 'r2', worker: 'kv-meter', entrypoint: 'Bucket' }
  return { name, type: 'by-worker', plugin, options }
}

/** `blog`: the name of the Worker whose object a fault may kill. */
export function meterWorker(blog?: string): V4WorkerOptions {
  const source = readFileSync(join(import.meta.dirname, 'worker.ts'), 'utf8')
  const backEnd = (name: string, store: string, namespace: string) => ({
    ...{ name, type: 'back-end', plugin, options: { store, namespace } },
  })
  return {
    name: 'kv-meter',
    modules: [{ type: 'ESModule', path: 'meter.js', contents: stripTypeScriptTypes(source) }],
    compatibilityDate: readWranglerToml().compatibility_date,
    kvNamespaces: { POSTS: 'posts' },
    r2Buckets: { IMAGES: 'images' },
    unsafeBindings: [backEnd('BACK', 'kv', 'posts'), backEnd('BACK_R2', 'r2', 'images')],
    ...(blog && { serviceBindings: { BLOG: blog } }),
  }
}
