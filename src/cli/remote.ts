/** Speaks to a blog's author API over HTTP. */

import { randomUUID } from 'node:crypto'
import { urls } from '../urls.ts'
import { RemoteRefusal, readRefusal, toRefusal } from './remote-refusal.ts'
import { PATIENT, type Patience, retry } from './retry.ts'
import { reasonOf, Unreachable } from './unreachable.ts'
import { chooseWords } from './words.ts'

/** A post as the blog lists it. */
export interface RemotePost {
  slug: string
  title: string
  url: string
  etag: string
  revision: number
  kind: 'post' | 'page'
  status: 'published' | 'scheduled' | 'draft' | 'gone'
  date: string
  changed: string
  /** The file name it was pushed under. */
  name: string | null
}

export interface Receipt extends RemotePost {
  live: boolean
  created: boolean
  changed_content: boolean
  warnings: { message: string; line?: number }[]
  images: { address: string; line: number; key: string | null; url: string | null }[]
}

export interface Upload {
  slug: string
  /** File name of the post. */
  name: string
  source: Uint8Array<ArrayBuffer>
  /** Keys of pictures that are on the blog, by the name they stand for. */
  stored: Record<string, string>
  /** The version it replaces; null when it is new. */
  etag: string | null
}

export interface File {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

export interface Revision {
  revision: number
  etag: string
  changed: string
  by: string
}

/** A page of the list holds as many as the API gives at once. */
const PAGE = 500
/** How long one request may take, in milliseconds: 95 MiB over a slow line take their time. */
const TIMEOUT = 300_000

/** Every byte stays what it was, a byte order mark too. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export class Remote {
  readonly origin: string
  readonly #token: string | (() => Promise<string>)
  readonly #patience: Patience

  /** A token that does not last is asked for anew with each request. */
  constructor(
    origin: string,
    token: string | (() => Promise<string>),
    patience: Partial<Patience> = {},
  ) {
    this.origin = origin
    this.#token = token
    this.#patience = { ...PATIENT, ...patience }
  }

  /** Every post that is not gone, or every one of a status, newest first: one request a page. */
  async list(status?: RemotePost['status']): Promise<RemotePost[]> {
    const posts: RemotePost[] = []
    let next: string | null =
      `${urls.api.posts()}?limit=${PAGE}${status ? `&status=${status}` : ''}`
    while (next) {
      const page: { posts: RemotePost[]; next: string | null } = await this.json(next)
      posts.push(...page.posts)
      next = page.next
    }
    return posts
  }

  /** Which of these pictures the blog has: at most 100 keys. */
  async known(keys: string[]): Promise<string[]> {
    const query = new URLSearchParams({ keys: keys.join(','), limit: '100' })
    const { images } = await this.json<{ images: { key: string }[] }>(
      `${urls.api.images()}?${query}`,
    )
    return images.map(({ key }) => key)
  }

  /** Stores pictures, at most 20, no two of one name. Sent again it changes nothing. */
  async sendPictures(files: File[]): Promise<void> {
    const body = new FormData()
    for (const { name, bytes } of files) body.append('image', new Blob([bytes]), name)
    await this.json(urls.api.images(), { method: 'POST', body })
  }

  /**
   * Creates or replaces posts, at most 50, each on condition that the blog has the version it names. Gives for each
   * a receipt, or a RemoteRefusal: 412 when the blog has another version.
   */
  async push(uploads: Upload[]): Promise<(Receipt | RemoteRefusal)[]> {
    const posts = uploads.map(({ source, etag, ...upload }) => {
      return { ...upload, source: decoder.decode(source), if_match: etag }
    })
    // A retry whose first answer was lost gets that answer, and not a 412.
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }
    const body = JSON.stringify({ posts })
    const answer = await this.json<{ posts: { receipt?: Receipt; problem?: object }[] }>(
      urls.api.posts(),
      { method: 'PUT', body, headers },
    )
    return answer.posts.map(({ receipt, problem }) => receipt ?? toRefusal(problem, this.origin))
  }

  /** What the blog would make of a source it has: most of all, which picture stands at which address. */
  rehearse(slug: string, name: string, source: Uint8Array<ArrayBuffer>): Promise<Receipt> {
    const query = new URLSearchParams({ dry_run: '1', name })
    const headers = { 'Content-Type': 'text/markdown' }
    return this.json(`${urls.api.post(slug)}?${query}`, { method: 'PUT', body: source, headers })
  }

  /** A link to what a post would be; without it to what it is on the blog. It holds for so many hours. */
  preview(slug: string, hours: string, upload?: Upload): Promise<{ url: string; expires: string }> {
    const path = `${urls.api.preview(slug)}?${new URLSearchParams({ hours })}`
    if (!upload) return this.json(path, { method: 'POST' })
    const { name, source, stored } = upload
    const body = JSON.stringify({ name, source: decoder.decode(source), stored })
    const headers = { 'Content-Type': 'application/json' }
    return this.json(path, { method: 'POST', headers, body })
  }

  remove(slug: string, etag: string): Promise<Receipt> {
    const headers = { 'If-Match': `"${etag}"` }
    return this.json(urls.api.post(slug), { method: 'DELETE', headers })
  }

  /** The exact bytes that were pushed, and their ETag. */
  async source(slug: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; etag: string }> {
    const headers = { Accept: 'text/markdown' }
    return this.#ask(urls.api.post(slug), { headers }, async (answer) => ({
      bytes: new Uint8Array(await answer.arrayBuffer()),
      etag: (answer.headers.get('ETag') ?? '').replace(/^(W\/)?"|"$/g, ''),
    }))
  }

  /** Newest first. */
  async revisions(slug: string): Promise<Revision[]> {
    return (await this.json<{ revisions: Revision[] }>(urls.api.revisions(slug))).revisions
  }

  /** The bytes of a picture, from its public address. */
  picture(url: string): Promise<Uint8Array<ArrayBuffer>> {
    const { pathname } = new URL(url, this.origin)
    return this.#ask(pathname, {}, async (answer) => new Uint8Array(await answer.arrayBuffer()))
  }

  /** What is at an address, as it comes, for as long as it comes. */
  stream(path: string): Promise<ReadableStream<Uint8Array>> {
    const { signal } = new AbortController()
    return this.#ask(path, { signal, headers: { Accept: '*/*' } }, async ({ body }) => {
      return body ?? new ReadableStream()
    })
  }

  /** The JSON at an address of the API. Throws a RemoteRefusal, or Unreachable. */
  json<Value>(path: string, init: RequestInit = {}): Promise<Value> {
    return this.#ask(path, init, async (answer) => {
      if (/json/.test(answer.headers.get('Content-Type') ?? ''))
        return (await answer.json()) as Value
      await answer.body?.cancel()
      throw new RemoteRefusal(answer.status, {
        ...{ code: '', errors: [], etag: null, origin: this.origin, retryAfter: null },
        detail: chooseWords().notDeckle(this.origin),
      })
    })
  }

  #ask<Value>(
    path: string,
    init: RequestInit,
    read: (answer: Response) => Promise<Value>,
  ): Promise<Value> {
    return retry(async () => {
      const headers = new Headers(init.headers)
      const token = typeof this.#token === 'string' ? this.#token : await this.#token()
      headers.set('Authorization', `Bearer ${token}`)
      if (!headers.has('Accept')) headers.set('Accept', 'application/json')
      const answer = await this.#fetch(new URL(path, this.origin), { ...init, headers })
      if (!answer.ok) throw await readRefusal(answer, this.origin)
      return this.#reach(() => read(answer))
    }, this.#patience)
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const signal = init.signal ?? AbortSignal.timeout(TIMEOUT)
    // A redirect would carry the token to another host, or drop it without a word.
    const answer = await this.#reach(() => fetch(url, { ...init, signal, redirect: 'manual' }))
    const target = answer.headers.get('Location')
    if (answer.status < 300 || answer.status > 399 || !target) return answer
    const { origin } = new URL(target, url)
    throw new RemoteRefusal(answer.status, {
      ...{ code: '', errors: [], etag: null, origin: this.origin, retryAfter: null },
      detail: chooseWords().redirects(this.origin, origin),
    })
  }

  async #reach<Value>(act: () => Promise<Value>): Promise<Value> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof RemoteRefusal) throw error
      throw new Unreachable(`${this.origin}: ${reasonOf(error)}`, { cause: error })
    }
  }
}
