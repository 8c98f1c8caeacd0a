/** A refusal: the author's input is wrong, and this says where and what to do. */

/** One table in `routes/problem.ts` gives each code its HTTP status. */
export type RefusalCode =
  | 'bad-request' // malformed HTTP, JSON or multipart
  | 'bad-encoding' // not UTF-8
  | 'bad-front-matter' // YAML, TOML or JSON does not parse
  | 'bad-field' // a field has a value it cannot have
  | 'bad-slug'
  | 'too-large'
  | 'too-complex' // would take too long, nest too deep, or grow too much
  | 'bad-image'
  | 'unsupported-image'
  | 'bad-archive'
  | 'unsupported-type'
  | 'no-images' // no R2 bucket is bound
  | 'forbidden' // the token lacks a scope
  | 'not-found'
  | 'gone'
  | 'conflict' // an idempotency key was used for another body, a picture is in use, a slug is taken
  | 'idempotency-mismatch'
  | 'precondition-failed'

/** One thing that is wrong. Lines and columns are 1-based and count in the source as it was sent. */
export interface Fault {
  message: string
  field?: string
  line?: number
  column?: number
  hint?: string
}

/** A refusal as plain data, fit to cross an RPC boundary. */
export interface RefusalData {
  code: RefusalCode
  detail: string
  errors: Fault[]
  /** The current ETag, on `precondition-failed`. */
  etag?: string
}

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly data: RefusalData

  constructor(code: RefusalCode, fault: Fault | Fault[] | string, etag?: string) {
    const errors =
      typeof fault === 'string' ? [{ message: fault }] : Array.isArray(fault) ? fault : [fault]
    const detail = errors.map((each) => each.message).join(' ')
    super(detail)
    this.data = { code, detail, errors, ...(etag === undefined ? {} : { etag }) }
  }
}
