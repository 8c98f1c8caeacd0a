/** How the answer to a reader is made, kept and sent. */

import type { Find } from '../../shelf/read.ts'
import {
  bears,
  currentGeneration,
  drop,
  pathOf,
  recall,
  recollect,
  remember,
  type Stamps,
  stampOf,
} from '../memory.ts'
import { type Answer, respond } from '../respond.ts'
import { notice, renew } from './answers.ts'
import {
  type Found,
  findSomewhere,
  Outage,
  once,
  open,
  type ReaderContext,
  type Reading,
} from './reading.ts'

/** What was read for a request before its route was looked for. */
const looked = new WeakMap<Request, Found>()

/**
 * Answers a GET as before when each document that went into the answer is still the one on the shelf; else goes on to its
 * `route`. The router alone would cost a quarter of such an answer.
 */
export async function readAgain(
  request: Request,
  env: Env,
  route: () => Response | Promise<Response>,
): Promise<Response> {
  const path = pathOf(request)
  const since = currentGeneration()
  const old = recollect(path, request)
  if (!old) return route()
  const found: Found = new Map()
  if (await isUnchanged(old.stamps, once(findSomewhere(env), found))) {
    const answer = renew(old.answer)
    remember(path, answer, since, old.stamps)
    return respond(answer, request)
  }
  drop(path)
  looked.set(request, found)
  return route()
}

/**
 * A route's handler from a function that makes the answer, or gives null for "no such page". `keyOf`: what
 * the answer is kept under.
 */
export function read(make: (reading: Reading) => Promise<Answer | null>, keyOf = pathOf) {
  return async (c: ReaderContext): Promise<Response> => {
    const key = keyOf(c.req.raw)
    const kept = recall(key, c.req.raw)
    if (kept) return respond(kept, c.req.raw)
    const since = currentGeneration()
    const reading = open(c, looked.get(c.req.raw) ?? new Map())
    const answer = await attempt(reading, make)
    if (answer.status === 200 && !answer.rare) {
      remember(key, answer, since, await takeStamps(reading))
    }
    return respond(answer, c.req.raw)
  }
}

/** Is each document the one it was? */
async function isUnchanged(stamps: Stamps, find: Find): Promise<boolean> {
  try {
    const looks = [...stamps].map(async ([key, stamp]) => bears(await find(key), stamp))
    return (await Promise.all(looks)).every(Boolean)
  } catch {
    return false // an outage: the making of the answer meets it, too
  }
}

/** None for an answer that no document went into. */
async function takeStamps({ found }: Reading): Promise<Stamps> {
  const documents = [...found].map(async ([key, bytes]) => [key, stampOf(await bytes)] as const)
  return new Map(await Promise.all(documents))
}

async function attempt(
  reading: Reading,
  make: (reading: Reading) => Promise<Answer | null>,
): Promise<Answer> {
  try {
    return (await make(reading)) ?? notice(reading, 'notFound')
  } catch (error) {
    console.error(`GET ${reading.url.pathname}`, error)
    return notice(reading, error instanceof Outage ? 'outage' : 'failure')
  }
}
