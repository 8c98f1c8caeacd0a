/** A post and its pictures as a multipart form: one part `post`, any number of parts `image`. */

import { Refusal } from '../../post/refusal.ts'
import { MAX_FORM, readBody } from './body.ts'
import { checkFileName } from './file-name.ts'
import { type Part, splitMultipart } from './multipart.ts'
import type { HeaderValue } from './parameters.ts'

export interface File {
  name: string
  bytes: Uint8Array
}

export interface Form {
  post: { name: string | null; bytes: Uint8Array } | null
  images: File[]
}

/** Refusals: `bad-request`, `too-large`; `bad-field` when a part is missing, doubled, unknown or has no name. */
export async function readForm(request: Request, type: HeaderValue): Promise<Form> {
  const boundary = type.parameters.get('boundary') ?? ''
  if (!/^[\x20-\x7e]{1,70}$/.test(boundary)) {
    const message = 'Content-Type names no boundary of 1 to 70 characters.'
    throw new Refusal('bad-request', { field: 'Content-Type', message })
  }
  const parts = splitMultipart(await readBody(request, MAX_FORM), boundary)
  const unknown = parts.find(({ name }) => name !== 'post' && name !== 'image')
  if (unknown) {
    const message = `There is a part "${unknown.name.slice(0, 80)}": parts are named post or image.`
    throw new Refusal('bad-field', { field: unknown.name.slice(0, 80), message })
  }
  const [post, second] = parts.filter(({ name }) => name === 'post')
  if (second)
    throw new Refusal('bad-field', { field: 'post', message: 'There are two parts "post".' })
  return {
    post: post ? { name: nameOf(post), bytes: post.bytes } : null,
    images: readImages(parts.filter(({ name }) => name === 'image')),
  }
}

/** A Blob without a name is sent as "blob". */
function nameOf({ name, fileName }: Part): string | null {
  return fileName === null || fileName === 'blob' ? null : checkFileName(fileName, name)
}

function readImages(parts: Part[]): File[] {
  const images = new Map<string, File>()
  for (const part of parts) {
    const name = nameOf(part)
    if (name === null) {
      const message = 'A picture came without a file name, so nothing can refer to it.'
      throw new Refusal('bad-field', { field: 'image', message })
    }
    if (images.has(name)) {
      throw new Refusal('bad-field', {
        field: 'image',
        message: `Two pictures are named "${name}".`,
      })
    }
    images.set(name, { name, bytes: part.bytes })
  }
  return [...images.values()]
}
