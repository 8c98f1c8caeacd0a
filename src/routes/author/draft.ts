/** Reads a request's body as a draft: text, a form with pictures, or JSON. */

import type { Draft } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { MAX_SOURCE } from '../../post/source/decode.ts'
import { readBody } from './body.ts'
import { bodyName } from './file-name.ts'
import { readForm } from './form.ts'
import { readJson } from './json.ts'
import { type JsonDraft, readJsonDraft } from './json-draft.ts'
import { type HeaderValue, readHeader } from './parameters.ts'
import { inspectUploads, type Upload } from './uploads.ts'

export type Sent = Pick<Draft, 'source' | 'slug' | 'name' | 'stored'> & { uploads: Upload[] }

export const POST_TYPES = ['text/markdown', 'text/plain', 'multipart/form-data', 'application/json']

/** Throws a Refusal; nothing has been stored by then. */
export async function readDraft(request: Request, taken: { svg: boolean }): Promise<Sent> {
  const type = contentType(request)
  if (type.value === 'multipart/form-data') return readFormDraft(request, type, taken)
  if (type.value === 'application/json') {
    return checkSource({ ...readJsonDraft(await readJson(request)), uploads: [] })
  }
  if (!POST_TYPES.includes(type.value)) throw unsupported(POST_TYPES, type.value)
  const name = bodyName(request)
  const source = await readBody(request, MAX_SOURCE)
  return checkSource({ source, uploads: [], ...(name && { name }) })
}

/** Throws `unsupported-type` for a body that is compressed or in another encoding than UTF-8. */
export function contentType(request: Request): HeaderValue {
  const type = readHeader(request.headers.get('Content-Type') ?? '')
  const charset = type.parameters.get('charset') ?? 'utf-8'
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    const message = `The body must be UTF-8, not ${charset}.`
    throw new Refusal('unsupported-type', { field: 'Content-Type', message })
  }
  const coding = request.headers.get('Content-Encoding') ?? 'identity'
  if (coding.toLowerCase() !== 'identity') {
    const message = 'The body must not be compressed.'
    throw new Refusal('unsupported-type', { field: 'Content-Encoding', message })
  }
  return type
}

export function unsupported(accepted: string[], sent: string): Refusal {
  return new Refusal('unsupported-type', {
    field: 'Content-Type',
    message: `${sent ? `"${sent}" is not taken` : 'No Content-Type was sent'}. Send one of: ${accepted.join(', ')}.`,
    ...(sent.includes('urlencoded') && {
      hint: 'With curl: --data-binary @post.md -H "Content-Type: text/markdown".',
    }),
  })
}

async function readFormDraft(
  request: Request,
  type: HeaderValue,
  taken: { svg: boolean },
): Promise<Sent> {
  const { post, images } = await readForm(request, type)
  if (!post) throw new Refusal('bad-field', { field: 'post', message: 'There is no part "post".' })
  const { name } = post
  // A copy: a view sent to the ledger would take the whole form with it.
  const source = post.bytes.slice(0, MAX_SOURCE + 1)
  return checkSource({
    source,
    uploads: await inspectUploads(images, taken),
    ...(name && { name }),
  })
}

/** What every source must be, so that a refusal comes before any picture is looked at twice. */
export function checkSource<Checked extends JsonDraft>(draft: Checked): Checked {
  if (draft.source.length > MAX_SOURCE) {
    const message = `The source is larger than ${MAX_SOURCE} bytes.`
    throw new Refusal('too-large', { field: 'post', message })
  }
  if (draft.source.length === 0) {
    throw new Refusal('bad-field', { field: 'post', message: 'The post is empty.' })
  }
  return draft
}
