/** Finished answers that this isolate made within the last second: what a crowd on one page is served from. */

import { type Answer, respond } from './respond.ts'

/** Milliseconds an answer is fresh. A writer's own isolate forgets at once, others within this. */
const FRESH = 1_000
/** Bytes of bodies kept in all, of the 128 MB an isolate has. */
const ROOM = 8 * 1024 * 1024

const answers = new Map<string, { answer: Answer; at: number }>()
let used = 0
let generation = 0

/** Answers a GET from memory, or gives null. Ask before the router: it costs a fifth of such an answer. */
export function answerFromMemory(request: Request): Response | null {
  const answer = request.method === 'GET' ? recall(pathOf(request), request) : null
  return answer && respond(answer, request)
}

export function recall(path: string, request: Request): Answer | null {
  const found = answers.get(path)
  if (!found || Date.now() - found.at >= FRESH) return null
  const { otherForm } = found.answer
  return otherForm?.test(request.headers.get('Accept') ?? '') ? null : found.answer
}

/** The path as it was sent, percent-encoded: what answers are kept under. A query changes none of them. */
export function pathOf({ url }: Request): string {
  const start = url.indexOf('/', 'https://'.length)
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** Take this before reading: an answer made from what was read before a write is not kept after it. */
export const currentGeneration = (): number => generation

export function remember(path: string, answer: Answer, since: number): void {
  const size = answer.body?.length ?? 0
  if (since !== generation || size > ROOM / 4) return
  drop(path)
  const now = Date.now()
  // Entries are in the order they came, so the oldest are first.
  for (const [other, { at }] of answers) {
    if (now - at < FRESH && used + size <= ROOM) break
    drop(other)
  }
  answers.set(path, { answer, at: now })
  used += size
}

/** Drops everything. Every write in this isolate calls it. */
export function forget(): void {
  answers.clear()
  used = 0
  generation++
}

function drop(path: string): void {
  used -= answers.get(path)?.answer.body?.length ?? 0
  answers.delete(path)
}
