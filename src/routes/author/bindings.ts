/** What the Worker is bound to, and what to add to wrangler.toml for what is missing. */

const BINDINGS = [
  {
    binding: 'POSTS',
    without: 'readers are served from the ledger, slowly',
    add: '[[kv_namespaces]]\nbinding = "POSTS"',
  },
  {
    binding: 'IMAGES',
    without: 'uploads with pictures are refused; text works',
    add: '[[r2_buckets]]\nbinding = "IMAGES"',
  },
  {
    binding: 'TRANSFORM',
    without: 'pictures come in one size, as they were sent',
    add: '[images]\nbinding = "TRANSFORM"',
  },
  {
    binding: 'BROWSER',
    without: 'posts without a picture have no card of their title',
    add: '[browser]\nbinding = "BROWSER"',
  },
  {
    binding: 'LIMITER',
    without: 'failed logins are not slowed down',
    add: '[[ratelimits]]\nname = "LIMITER"\nnamespace_id = "1"\nsimple = { limit = 60, period = 60 }',
  },
  {
    binding: 'VERSION',
    without: 'pages are not revalidated by browsers after a deploy',
    add: '[version_metadata]\nbinding = "VERSION"',
  },
]

export function listBindings(env: Env): {
  bindings: Record<string, boolean>
  missing: typeof BINDINGS
} {
  const bound = new Set(Object.entries(env).flatMap(([name, value]) => (value ? [name] : [])))
  return {
    bindings: Object.fromEntries(BINDINGS.map(({ binding }) => [binding, bound.has(binding)])),
    missing: BINDINGS.filter(({ binding }) => !bound.has(binding)),
  }
}
