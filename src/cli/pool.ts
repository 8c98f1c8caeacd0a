/** Works on many things, a few at a time. */

/**
 * Calls `act` for each item, at most `width` at once; the next item is asked for when there is room for it. When one
 * throws, or no further item can be had, no further one is begun; those under way end first, and then the first error is
 * thrown: by then nothing happens any more.
 */
export async function inPool<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = queueOf(items)
  const errors: unknown[] = []
  const fail = (error: unknown) => void errors.push(error)
  const work = async () => {
    for await (const item of queue) {
      if (errors.length === 0) await act(item).catch(fail)
      if (errors.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: width }, () => work().catch(fail)))
  if (errors.length > 0) throw errors[0]
}

async function* queueOf<Item>(items: Iterable<Item> | AsyncIterable<Item>) {
  yield* items
}

/** Lets at most `width` at once through, and the others in their order. */
export function gate(width: number): <Value>(act: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let free = width
  return async (act) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await act()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
