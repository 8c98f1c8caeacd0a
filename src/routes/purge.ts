/** Drops pages from Workers Cache, which stands in front of the Worker and does not exist in local runs. */

interface CachedContext {
  cache?: { purge(options: { tags: string[] }): Promise<{ success: boolean; errors: unknown[] }> }
}

/** What one purge call takes. */
const TAGS_AT_ONCE = 30

/**
 * Purges every page that carries one of these cache tags. Call it from the Worker's default entrypoint: a
 * purge reaches only what that entrypoint has cached. Tries them all, then throws if some were not purged.
 */
export async function purge(ctx: ExecutionContext, tags: string[]): Promise<void> {
  const { cache } = ctx as CachedContext
  if (!cache) return
  const failures: unknown[] = []
  for (let at = 0; at < tags.length; at += TAGS_AT_ONCE) {
    try {
      const { success, errors } = await cache.purge({ tags: tags.slice(at, at + TAGS_AT_ONCE) })
      if (!success) failures.push(...errors)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new Error('The cache was not purged', { cause: failures })
}
