/** Works on many things, a few at a time. */

/**
 * Calls `act` for each item, at most `width` at once. When one throws, no further one is begun; those under way
 * end first, and then the first error is thrown: by then nothing happens any more.
 */
export async function inPool<Item>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  const errors: unknown[] = []
  const work = async () => {
    for (const item of queue) {
      await act(item).catch((error) => errors.push(error))
      if (errors.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work))
  if (errors.length > 0) throw errors[0]
}
