/** Reads wrangler.toml, so that tests run with what a deploy would have. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'

export interface WranglerToml {
  name: string
  main: string
  compatibility_date: string
  vars: Record<string, string>
  secrets: { required: string[] }
  kv_namespaces: { binding: string }[]
  r2_buckets: { binding: string }[]
  images: { binding: string }
  browser: { binding: string }
  durable_objects: { bindings: { name: string; class_name: string }[] }
  version_metadata: { binding: string }
  ratelimits: { name: string; namespace_id: string; simple: { limit: number; period: 10 | 60 } }[]
}

export function readWranglerToml(): WranglerToml {
  const text = readFileSync(join(import.meta.dirname, '../wrangler.toml'), 'utf8')
  return parse(text) as unknown as WranglerToml
}
