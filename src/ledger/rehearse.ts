/** Runs a change for its answer and takes it back: what a dry run is. */

class Undo extends Error {}

/** Gives what `change` gives; nothing of it stays. Throws what it throws. */
export function rehearse<Value>(storage: DurableObjectStorage, change: () => Value): Value {
  let answer: { value: Value } | null = null
  try {
    storage.transactionSync(() => {
      answer = { value: change() }
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  // TypeScript does not see that the callback ran: to it `answer` is still null.
  return (answer as unknown as { value: Value }).value
}
