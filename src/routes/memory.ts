/**
 * Finished answers that this isolate made: what a crowd on one page is served from. For a second they stand as they are;
 * later only if each document they were made from is still the one on the shelf.
 */

import { type Answer, respond } from './respond.ts'

/** Milliseconds an answer is fresh. A writer's own isolate forgets at once, others within this. */
const FRESH = 1_000
/** From this age on, one request looks whether it still stands, lest a whole crowd does when it no longer is fresh. */
const EARLY = 700
/** Bytes of bodies kept in all, of the 128 MB an isolate has. */
const ROOM = 8 * 1024 * 1024
/** A document begins with its version and the hash of its content: so many bytes tell it from any other. */
const STAMP = 48

/** The documents that an answer was made from, by key: how each begins, or null where there was none. */
export type Stamps = ReadonlyMap<string, Uint8Array | null>

interface Kept {
  answer: Answer
  at: number
  stamps: Stamps
  /** A request is looking already. */
  looking?: true
}

const answers = new Map<string, Kept>()
let used = 0
let generation = 0

/** Answers a GET from memory, or gives null. Ask before the router: it costs a fifth of such an answer. */
export function answerFromMemory(request: Request): Response | null {
  const answer = request.method === 'GET' ? recall(pathOf(request), request) : null
  return answer && respond(answer, request)
}

export function recall(path: string, request: Request): Answer | null {
  const found = answers.get(path)
  const age = found ? Date.now() - found.at : FRESH
  if (!found || age >= FRESH) return null
  if (age >= EARLY && !found.looking) {
    found.looking = true
    return null
  }
  return fits(found, request) ? found.answer : null
}

/** An answer that may be still true, and what has to stand on the shelf for that; null when none can be told to be. */
export function recollect(path: string, request: Request): Kept | null {
  const found = request.method === 'GET' ? answers.get(path) : undefined
  return found && found.stamps.size > 0 && fits(found, request) ? found : null
}

const fits = ({ answer: { otherForm } }: Kept, request: Request): boolean =>
  !otherForm?.test(request.headers.get('Accept') ?? '')

/** The path as it was sent, percent-encoded: what answers are kept under. A query changes none of them. */
export function pathOf({ url }: Request): string {
  const start = url.indexOf('/', 'https://'.length)
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** How a document begins. */
export const stampOf = (bytes: Uint8Array | null): Uint8Array | null =>
  bytes?.slice(0, STAMP) ?? null

export function bears(bytes: Uint8Array | null, stamp: Uint8Array | null): boolean {
  if (!bytes || !stamp) return bytes === stamp
  return stamp.every((byte, at) => byte === bytes[at])
}

/** Take this before reading: an answer made from what was read before a write is not kept after it. */
export const currentGeneration = (): number => generation

/** `stamps`: of all that the answer depends on; none when it depends on more than documents. */
export function remember(path: string, answer: Answer, since: number, stamps: Stamps): void {
  const size = answer.body?.length ?? 0
  if (since !== generation || size > ROOM / 4) return
  drop(path)
  // Entries are in the order they came, so the oldest are first.
  for (const other of answers.keys()) {
    if (used + size <= ROOM) break
    drop(other)
  }
  answers.set(path, { answer, at: Date.now(), stamps })
  used += size
}

/** Drops everything. Every write in this isolate calls it. */
export function forget(): void {
  answers.clear()
  used = 0
  generation++
}

export function drop(path: string): void {
  used -= answers.get(path)?.answer.body?.length ?? 0
  answers.delete(path)
}
