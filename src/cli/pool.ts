/** Works on many things, a few at a time. */

/** Calls `act` for each item, at most `width` at once. When one throws, no further one is begun. */
export async function inPool<Item>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  let failed = false
  const work = async () => {
    for (const item of queue) {
      if (failed) return
      try {
        await act(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work))
}
