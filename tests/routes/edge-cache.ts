/**
 * A shared cache as RFC 9111 describes it, with what Cloudflare's adds: stale-while-revalidate and stale-if-error
 * (RFC 5861), headers meant for a CDN alone (RFC 9213), and purges by tag. Its clock is the test's.
 */

type Origin = (path: string, headers: Record<string, string>) => Promise<Response>

/** How an answer came: from the cache, from the origin, or late from the cache while the origin is asked or fails. */
export type Served = 'hit' | 'miss' | 'revalidated' | 'stale' | 'error'

interface Stored {
  status: number
  headers: Headers
  body: ArrayBuffer
  /** What the request said in the headers that the answer varies by. */
  varied: [name: string, value: string][]
  at: number
}

/** What may be kept without more ado (RFC 9110, section 15.1): with an explicit lifetime, any of these. */
const KEPT = [200, 203, 204, 300, 301, 308, 404, 410]

export class EdgeCache {
  /** Milliseconds that the test has let pass beside the real ones. */
  leap = 0
  readonly #origin: Origin
  readonly #stored = new Map<string, Stored[]>()
  #generation = 0
  readonly #background: Promise<unknown>[] = []

  constructor(origin: Origin) {
    this.#origin = origin
  }

  async fetch(path: string, sent: Record<string, string> = {}) {
    const found = this.#find(path, sent)
    if (!found) return this.#ask(path, sent)
    const age = (this.#now() - found.at) / 1000
    const { 'max-age': fresh = 0, ...rules } = directivesOf(found.headers)
    if (age < fresh) return give(found, 'hit')
    if (age < fresh + (rules['stale-while-revalidate'] ?? 0)) {
      this.#background.push(this.#ask(path, sent, found))
      return give(found, 'stale')
    }
    const late = fresh + (rules['stale-if-error'] ?? 0)
    return this.#ask(path, sent, found, age < late)
  }

  /** Drops every answer that carries one of the tags, and keeps none that is under way. */
  purge(tags: string[]): void {
    this.#generation++
    for (const [path, answers] of this.#stored) {
      const left = answers.filter(({ headers }) => {
        const own = (headers.get('Cache-Tag') ?? '').split(',')
        return !own.some((tag) => tags.includes(tag))
      })
      this.#stored.set(path, left)
    }
  }

  /** Waits for what is asked while a stale answer went out. */
  async settle(): Promise<void> {
    await Promise.all(this.#background.splice(0))
  }

  async #ask(
    path: string,
    sent: Record<string, string>,
    held: Stored | null = null,
    bear = false,
  ): Promise<{ status: number; headers: Headers; body: ArrayBuffer; served: Served }> {
    const etag = held?.headers.get('ETag')
    const since = this.#generation
    const answer = await this.#origin(path, { ...sent, ...(etag && { 'If-None-Match': etag }) })
    const body = await answer.arrayBuffer()
    if (answer.status >= 500) {
      if (held && bear) return give(held, 'error')
    } else if (answer.status === 304 && held) {
      // Section 4.3.4: the stored answer takes on the headers of the new one.
      const headers = new Headers([...held.headers, ...answer.headers])
      for (const [name, value] of answer.headers) headers.set(name, value)
      const renewed = { ...held, headers }
      this.#keep(path, sent, renewed, since)
      return give(renewed, 'revalidated')
    }
    const { status, headers } = answer
    this.#keep(path, sent, { status, headers, body }, since)
    return { status, headers, body, served: 'miss' }
  }

  #find(path: string, sent: Record<string, string>): Stored | null {
    const request = new Headers(sent)
    const matches = ({ varied }: Stored) =>
      varied.every(([name, value]) => (request.get(name) ?? '') === value)
    return this.#stored.get(path)?.find(matches) ?? null
  }

  #keep(
    path: string,
    sent: Record<string, string>,
    { status, headers, body }: Pick<Stored, 'status' | 'headers' | 'body'>,
    since: number,
  ): void {
    const rules = directivesOf(headers)
    const vary = headers.get('Vary') ?? ''
    if (since !== this.#generation || !KEPT.includes(status) || vary === '*') return
    if ('no-store' in rules || 'private' in rules || !rules['max-age']) return
    const request = new Headers(sent)
    const varied = vary
      .split(',')
      .filter(Boolean)
      .map((name): [string, string] => [name.trim(), request.get(name.trim()) ?? ''])
    const others = (this.#stored.get(path) ?? []).filter(
      (each) => String(each.varied) !== String(varied),
    )
    const at = this.#now()
    this.#stored.set(path, [...others, { status, headers, body, varied, at }])
  }

  #now(): number {
    return Date.now() + this.leap
  }
}

const give = ({ status, headers, body }: Stored, served: Served) => {
  return { status, headers, body, served }
}

/** The directives that a CDN heeds: those addressed to it alone, else everybody's. */
function directivesOf(headers: Headers): Record<string, number> {
  const text =
    headers.get('Cloudflare-CDN-Cache-Control') ??
    headers.get('CDN-Cache-Control') ??
    headers.get('Cache-Control') ??
    ''
  const parts = text.split(',').map((part) => part.trim().toLowerCase().split('='))
  const rules = Object.fromEntries(parts.map(([name, value = '0']) => [name, Number(value)]))
  return 's-maxage' in rules ? { ...rules, 'max-age': rules['s-maxage'] } : rules
}
