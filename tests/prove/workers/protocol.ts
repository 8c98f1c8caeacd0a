/** What the proofs tell the entry that wraps the blog, and what it answers. */

/** What becomes of a call: an error instead of it, an error after it, or the object's death in its place. */
export type Fate = 'before' | 'after' | 'death'

export interface StorageOrder {
  /** Meets the n-th storage call from now, counted from 1. */
  nth?: number
  fate?: Fate
  /** Or any call, by chance. */
  chances?: { seed: number; rate: number }
}

export interface StorageTally {
  calls: number
  struck: number
}

/** Moves the blog's clock. */
export interface ClockOrder {
  /** Times as fast as the world's. */
  speed?: number
  /** Milliseconds to leap ahead. */
  leap?: number
}
