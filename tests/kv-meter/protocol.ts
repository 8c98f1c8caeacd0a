/** What tests and the meter tell each other. */

/** How often each key was read, written, deleted; lists count under `*`. */
export interface Tally {
  get: Record<string, number>
  put: Record<string, number>
  delete: Record<string, number>
  list: Record<string, number>
}

/** What goes wrong with operations on the keys that start with `key`. */
export interface Fault {
  op: keyof Tally
  key: string
  /** Milliseconds to wait first. */
  delay?: number
  /** Answer with this status instead: 429 or 503. */
  status?: number
  /** Say that it worked without doing it. */
  lose?: boolean
  /** On a put: for so many milliseconds, readers see what was there before, as they may at other ends of the world. */
  stale?: number
  /** How many operations it strikes; for ever without it. */
  times?: number
}
