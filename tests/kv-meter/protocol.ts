/** What tests and the meter tell each other. */

/** How often each key of a store was read, written, deleted; lists count under `*`. */
export interface Tally {
  get: Record<string, number>
  put: Record<string, number>
  delete: Record<string, number>
  list: Record<string, number>
}

/** What goes wrong with operations on the keys that start with `key`. */
export interface Fault {
  op: keyof Tally | '*'
  key: string
  /** Whose operations; KV's without it. */
  store?: Store
  /** Lets so many operations pass first. */
  skip?: number
  /** How many operations it strikes; for ever without it. */
  times?: number
  /** Milliseconds to wait first. */
  delay?: number
  /** Waits until the faults are set anew, before the operation or `after` it. */
  hang?: boolean
  /** Kills the ledger's object, before the operation or `after` it. */
  kill?: boolean
  /** Answer with this status instead: 429 or 503. */
  status?: number
  /** It stands for a day whose puts are used up. */
  quota?: boolean
  /** Do it all the same, before it hangs, the status is answered or the object killed. */
  after?: boolean
  /** Say that it worked without doing it. */
  lose?: boolean
  /** On a put: for so many milliseconds, readers see what was there before, as they may at other ends of the world. */
  stale?: number
}

export type Store = 'kv' | 'r2'

/** Faults drawn by chance, and always the same ones from one seed. */
export interface Chances {
  seed: number
  /** The share of operations that something happens to, 0 to 1. */
  rate: number
  /** Milliseconds of the longest delay. */
  delay: number
}

/** How many faults of each kind have struck. */
export type Struck = Record<string, number>
