/** Drops pages from Workers Cache, which stands in front of the Worker and does not exist in local runs. */

interface CachedContext {
  cache?: { purge(options: { tags: string[] }): Promise<{ success: boolean; errors: unknown[] }> }
}

/** What one purge call takes. */
const TAGS_AT_ONCE = 30

/**
 * Purges every page that carries one of these cache tags. Call it from the Worker's default entrypoint: a
 * purge reaches only what that entrypoint has cached. A failure is logged: the write it follows has been made.
 */
export async function purge(ctx: ExecutionContext, tags: string[]): Promise<void> {
  const { cache } = ctx as CachedContext
  if (!cache) return
  for (let at = 0; at < tags.length; at += TAGS_AT_ONCE) {
    try {
      const result = await cache.purge({ tags: tags.slice(at, at + TAGS_AT_ONCE) })
      if (!result.success) console.error('purge failed', result.errors)
    } catch (error) {
      console.error('purge failed', error)
    }
  }
}
