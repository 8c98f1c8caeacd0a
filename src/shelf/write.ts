/** Puts documents on the shelf, and looks which version lies there. Only the ledger's drain calls this. */

/** Kept beside every document, so that a verify pass need not read bodies. */
interface Metadata {
  ver: number
}

export async function saveDocument(
  kv: KVNamespace,
  key: string,
  bytes: Uint8Array,
  ver: number,
): Promise<void> {
  await kv.put(key, bytes, { metadata: { ver } satisfies Metadata })
}

/** The version that KV holds under a key; null when there is none. The body is not read. */
export async function findVersion(kv: KVNamespace, key: string): Promise<number | null> {
  const found = await kv.getWithMetadata<Metadata>(key, { type: 'stream', cacheTtl: 30 })
  await found.value?.cancel()
  return found.metadata?.ver ?? null
}
