/** Speaks to a blog's author API over HTTP. */

import { setTimeout as wait } from 'node:timers/promises'
import { urls } from '../urls.ts'

/** One thing that is wrong with a post, as the API tells it. */
export interface Fault {
  message: string
  field?: string
  line?: number
  column?: number
  hint?: string
}

export interface Receipt {
  slug: string
  url: string
  etag: string
  status: string
  warnings: { message: string; line?: number }[]
}

/** The blog refused: its HTTP status, and what is wrong. */
export class RemoteRefusal extends Error {
  override readonly name = 'RemoteRefusal'
  readonly status: number
  readonly errors: Fault[]

  constructor(status: number, detail: string, errors: Fault[]) {
    super(detail)
    this.status = status
    this.errors = errors
  }
}

export interface Upload {
  /** File name of the post. */
  name: string
  source: Uint8Array<ArrayBuffer>
  pictures: { name: string; bytes: Uint8Array<ArrayBuffer> }[]
}

/** How often a request is tried while the Worker restarts. */
const ATTEMPTS = 20

export class Remote {
  readonly #origin: string
  readonly #token: string

  constructor(origin: string, token: string) {
    this.#origin = origin
    this.#token = token
  }

  /** Every post's ETag by slug. */
  async listEtags(): Promise<Map<string, string>> {
    const etags = new Map<string, string>()
    let next: string | null = urls.api.posts()
    while (next) {
      const page = (await this.#ask(next)) as {
        posts: { slug: string; etag: string }[]
        next: string | null
      }
      for (const { slug, etag } of page.posts) etags.set(slug, etag)
      next = page.next
    }
    return etags
  }

  /** Creates or replaces a post, with its pictures, in one request. Throws a RemoteRefusal. */
  async push({ name, source, pictures }: Upload): Promise<Receipt> {
    const body = new FormData()
    body.append('post', new File([source], name, { type: 'text/markdown' }))
    for (const picture of pictures) {
      body.append('image', new File([picture.bytes], picture.name))
    }
    return (await this.#ask(urls.api.posts(), { method: 'POST', body })) as Receipt
  }

  async #ask(path: string, init: RequestInit = {}, attempt = 1): Promise<unknown> {
    const headers = { Authorization: `Bearer ${this.#token}`, Accept: 'application/json' }
    try {
      const answer = await fetch(new URL(path, this.#origin), { ...init, headers })
      if (answer.ok) return await answer.json()
      throw await readRefusal(answer)
    } catch (error) {
      // A post is pushed whole and by name: sending it twice does what sending it once does.
      if (error instanceof RemoteRefusal || attempt === ATTEMPTS) throw error
      await wait(250)
      return this.#ask(path, init, attempt + 1)
    }
  }
}

async function readRefusal(answer: Response): Promise<RemoteRefusal> {
  const text = await answer.text()
  const problem = /json/.test(answer.headers.get('Content-Type') ?? '') ? JSON.parse(text) : {}
  const detail = problem.detail ?? problem.title ?? `HTTP ${answer.status}`
  return new RemoteRefusal(answer.status, detail, problem.errors ?? [])
}
