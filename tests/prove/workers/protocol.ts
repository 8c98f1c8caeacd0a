/** What the proofs tell the entry that wraps the blog, and what it answers. */

/**
 * What becomes of a call: an error instead of it, an error after it, or the object's death in its place. By chance also:
 * the day's rows are used up, and setting the alarm, the one call that is waited for, takes its time, or hangs until the
 * platform resets the object. The ledger reads its own file: there is nothing stale in it.
 */
export type Fate = 'before' | 'after' | 'death' | 'quota' | 'delay' | 'hang'

/** What a call does: it reads rows, writes rows, or sets the alarm. */
export type Kind = 'read' | 'write' | 'alarm'

export interface StorageOrder {
  /** Meets the n-th storage call from now, counted from 1. */
  nth?: number
  fate?: Fate
  /** Counts calls of this kind alone. */
  of?: Kind
  /** Or any call, by chance. */
  chances?: { seed: number; rate: number }
}

export interface StorageTally {
  calls: number
  struck: Partial<Record<Fate, number>>
  /** Alarms that came to their end. */
  alarms: number
}

/** Moves the blog's clock. */
export interface ClockOrder {
  /** Times as fast as the world's. */
  speed?: number
  /** Milliseconds to leap ahead. */
  leap?: number
}
