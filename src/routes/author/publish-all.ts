/** Publishing many posts in one request: what a folder is sent by. */

import type { Answer, Draft, Receipt } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { ledgerOf } from '../ledger.ts'
import { forget } from '../memory.ts'
import { describeProblem } from '../problem.ts'
import { isDryRun, readConditions } from './conditions.ts'
import { checkSource, contentType, unsupported } from './draft.ts'
import { readJson } from './json.ts'
import { fromSource } from './json-draft.ts'
import { check, type Value } from './schema.ts'
import { PostsBody } from './schemas.ts'
import { toReceipt } from './views.ts'
import { type AuthorContext, signature } from './writer.ts'

const MOST = 50
/** Bytes of JSON: escapes make a source of 1 MiB longer. */
const MAX_BODY = 8 * 1024 * 1024

type Signed = Pick<Draft, 'by' | 'may' | 'idempotencyKey'>
type Item = Value<typeof PostsBody>['posts'][number]

/** Answers 200 with a receipt or a problem for each. The ledger does not wait for the shelf, so none is live yet. */
export async function publishAll(c: AuthorContext): Promise<Response> {
  const request = c.req.raw
  const dry = isDryRun(request)
  const { idempotencyKey: key, ...conditions } = readConditions(request.headers)
  if (Object.keys(conditions).length > 0) {
    const message = 'Each post of many has a condition of its own: if_match, in the body.'
    throw new Refusal('bad-request', { field: 'If-Match', message })
  }
  const type = contentType(request).value
  if (type !== 'application/json') throw unsupported(['application/json'], type)
  const { posts } = check(PostsBody, await readJson(request, MAX_BODY))
  if (posts.length > MOST) {
    const message = `There are ${posts.length} posts: send at most ${MOST} at a time.`
    throw new Refusal('too-large', { field: 'posts', message })
  }
  const read = posts.map((item, n) =>
    readItem(item, { ...signature(c), ...(key && { idempotencyKey: `${key} ${n}` }) }),
  )
  const drafts = read.flatMap((each) => (each.ok ? [each.value] : []))
  const ledger = ledgerOf(c.env)
  const written = dry
    ? await Promise.all(drafts.map((draft) => ledger.check(draft)))
    : await ledger.publishAll(drafts)
  forget()
  const site = readSite(c.env)
  const answers = read.map(
    (each): Answer<Receipt> => (each.ok ? (written.shift() as Answer<Receipt>) : each),
  )
  const shown = answers.map((answer) => {
    if (answer.ok) return { receipt: toReceipt(answer.value, site, dry) }
    const { code, detail, ...extras } = answer.refusal
    return { problem: describeProblem(code, detail, extras) }
  })
  return c.json({ posts: shown })
}

function readItem({ if_match: match, ...body }: Item, signed: Signed): Answer<Draft> {
  try {
    const draft = checkSource({ ...fromSource(body), pictures: [], ...signed })
    if (match === undefined) return { ok: true, value: draft }
    const condition = match === null ? { ifNoneMatch: '*' as const } : { ifMatch: [match] }
    return { ok: true, value: { ...draft, ...condition } }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error.data }
    throw error
  }
}
