/**
 * What a folder and a blog had in common when they last met: with it a push knows who has changed what, and reads
 * no post twice. It is lost without harm: the blog's own history then tells, and every post is rendered again.
 */

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stateDirectory } from './directories.ts'

/** What reading a post gave: it holds as long as the post, the folder's file names and its pictures are the same. */
export interface Reading {
  /** Of the source, its path, and the names of all files of the folder. */
  stamp: string
  slug: string
  etag: string
  /** Each with the size and the time (milliseconds) of its file. */
  pictures: { name: string; file: string; key: string; size: number; time: number }[]
}

/** The ETags of a post that was the same here and there: they differ when the blog knows a picture we lack. */
export interface Met {
  here: string
  there: string
}

export class Memory {
  readonly #file: string | null
  /** By path within the folder. */
  readings = new Map<string, Reading>()
  /** By slug. */
  met = new Map<string, Met>()

  /** `file` null: nothing is kept. */
  constructor(file: string | null) {
    this.#file = file
  }

  /** Never throws: a memory that cannot be read is none. */
  static async open(origin: string, root: string): Promise<Memory> {
    const name = createHash('sha256').update(`${FORMAT}\n${origin}\n${root}`).digest('hex')
    const memory = new Memory(join(stateDirectory(), `${name.slice(0, 32)}.json`))
    try {
      const kept = JSON.parse(await readFile(memory.#file ?? '', 'utf8'))
      memory.readings = new Map(Object.entries(kept.readings as Record<string, Reading>))
      memory.met = new Map(Object.entries(kept.met as Record<string, Met>))
    } catch {
      memory.readings.clear()
      memory.met.clear()
    }
    return memory
  }

  /** Writes it whole or not at all. */
  async save(): Promise<void> {
    if (this.#file === null) return
    const text = JSON.stringify({
      readings: Object.fromEntries(this.readings),
      met: Object.fromEntries(this.met),
    })
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 })
    const draft = `${this.#file}.${process.pid}`
    await writeFile(draft, text, { mode: 0o600 })
    await rename(draft, this.#file)
  }
}

/** Counts on when a file of another shape, or of other rules, must not be understood. */
const FORMAT = 2
