/** Nightly copies in R2, each in parts that follow one another. No other room knows their keys, and no reader reaches them. */

const LAST = 'end'
const FOLDER = 'copies/'

const partKey = (id: string, part: string): string => `${FOLDER}${id}/${part}.tar`

/** Puts part `n`, counted from 1; null for the last. Put again, it is replaced. */
export async function saveCopyPart(
  bucket: R2Bucket,
  id: string,
  n: number | null,
  bytes: Uint8Array,
): Promise<void> {
  await bucket.put(partKey(id, n === null ? LAST : `${n}`.padStart(6, '0')), bytes)
}

/** The whole copy of this id, or the newest; null where there is no whole one. */
export async function openCopy(
  bucket: R2Bucket,
  wanted: string,
): Promise<ReadableStream<Uint8Array> | null> {
  const keys = await listKeys(bucket, wanted === 'latest' ? FOLDER : `${FOLDER}${wanted}/`)
  const last = keys.findLast((key) => key.endsWith(`/${LAST}.tar`))
  if (!last) return null
  const folder = last.slice(0, last.lastIndexOf('/') + 1)
  const parts = keys.filter((key) => key.startsWith(folder)).values()
  return new ReadableStream({
    async pull(controller) {
      const { value: key, done } = parts.next()
      if (done) return controller.close()
      const part = await bucket.get(key)
      if (!part) throw new Error(`${key} is gone`)
      controller.enqueue(new Uint8Array(await part.arrayBuffer()))
    },
  })
}

/** Removes what was begun before an id, at most a thousand parts; the rest goes the next time. */
export async function sweepCopies(bucket: R2Bucket, before: string): Promise<void> {
  const keys = (await listKeys(bucket, FOLDER)).filter((key) => key < FOLDER + before)
  if (keys.length > 0) await bucket.delete(keys.slice(0, 1_000))
}

async function listKeys(bucket: R2Bucket, prefix: string): Promise<string[]> {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const page = await bucket.list({ prefix, ...(cursor && { cursor }) })
    keys.push(...page.objects.map(({ key }) => key))
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
  return keys
}
