/** What a blog answers when it does not do what it was asked. */

/** One thing that is wrong with a post, as the API tells it. */
export interface Fault {
  message: string
  field?: string
  line?: number
  column?: number
  hint?: string
}

export interface Problem {
  /** The problem's own name, such as `precondition-failed`; empty when the answer is not a problem of Deckle's. */
  code: string
  detail: string
  errors: Fault[]
  /** The current ETag, when a precondition failed and there is one. */
  etag: string | null
  /** Which blog it is. */
  origin: string
  /** Seconds, from Retry-After. */
  retryAfter: number | null
}

/** The blog refused: its HTTP status, and what is wrong. */
export class RemoteRefusal extends Error {
  override readonly name = 'RemoteRefusal'
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.detail)
    this.status = status
    this.problem = problem
  }

  get errors(): Fault[] {
    const { errors, detail } = this.problem
    return errors.length > 0 ? errors : [{ message: detail }]
  }

  /** May the same request be taken a moment later? */
  get passing(): boolean {
    const { code } = this.problem
    return (
      [429, 502, 503, 504].includes(this.status) && !/^(no-token|too-many-failures)$/.test(code)
    )
  }
}

/** Reads an answer that is no success. Never throws: whatever stands before the blog may have answered. */
export async function readRefusal(answer: Response, origin: string): Promise<RemoteRefusal> {
  const body = parse(await answer.text().catch(() => ''))
  const after = Number(answer.headers.get('Retry-After') ?? Number.NaN)
  const detail = `HTTP ${answer.status} ${answer.statusText}`.trim()
  return toRefusal({ detail: body.title ?? detail, ...body, status: answer.status }, origin, after)
}

/** A problem as the API tells it. `after` is in seconds, NaN when it does not say. */
export function toRefusal(problem: object = {}, origin = '', after = Number.NaN): RemoteRefusal {
  const body = problem as Record<string, unknown>
  return new RemoteRefusal(Number(body.status), {
    code: String(body.type ?? '').replace(/^urn:problem:deckle:/, ''),
    detail: String(body.detail ?? ''),
    errors: Array.isArray(body.errors) ? body.errors : [],
    etag: typeof body.etag === 'string' ? body.etag : null,
    origin,
    retryAfter: Number.isFinite(after) ? after : null,
  })
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {} // a proxy's page
  }
}
