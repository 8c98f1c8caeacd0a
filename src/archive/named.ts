/** What stands at which path of an archive. */

import { paths } from './format.ts'

export type Named =
  | { kind: 'source' | 'post'; slug: string }
  | { kind: 'revisionSource' | 'revision'; slug: string; revision: number }
  | { kind: 'image' | 'imageRecord'; key: string }
  | { kind: 'section' | 'manifest' }

/** What stands at a path of an archive; null when nothing of ours does. */
export function parsePath(path: string): Named | null {
  if (path === paths.manifest()) return { kind: 'manifest' }
  if (/^manifests\/\d+\.json$/.test(path)) return { kind: 'section' }
  const [, slug, type] = /^posts\/([^/]+)\/post\.(md|json)$/.exec(path) ?? []
  if (slug) return { kind: type === 'md' ? 'source' : 'post', slug }
  const [, of, n, extension] = /^revisions\/([^/]+)\/(\d{1,15})\.(md|json)$/.exec(path) ?? []
  if (of) {
    return {
      kind: extension === 'md' ? 'revisionSource' : 'revision',
      slug: of,
      revision: Number(n),
    }
  }
  const [, key, record] = /^images\/([0-9a-f]{32}\.[a-z]{3,4})(\.json)?$/.exec(path) ?? []
  return key ? { kind: record ? 'imageRecord' : 'image', key } : null
}
