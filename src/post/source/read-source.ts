/** From the bytes an author pushed to checked fields and the Markdown that follows them. */

import type { Warning } from '../post.ts'
import { decodeSource } from './decode.ts'
import { splitSource } from './fences.ts'
import { type Fields, readFields, type SourceOptions } from './fields.ts'
import { parseFrontMatter } from './front-matter.ts'

export { MAX_SOURCE } from './decode.ts'
export type { Fields, SourceOptions } from './fields.ts'

// A field that stands a thousand times is told of often enough by then.
const MAX_WARNINGS = 50

export interface Source {
  fields: Fields
  body: string
  /** 1-based line of the source where `body` starts. */
  bodyLine: number
  warnings: Warning[]
}

/** Reads a source. Throws a Refusal, and nothing else, for what an author can get wrong. */
export function readSource(bytes: Uint8Array, options: SourceOptions): Source {
  const { block, body, bodyLine } = splitSource(decodeSource(bytes))
  const warnings: Warning[] = []
  const fields = readFields(parseFrontMatter(block), options, warnings)
  return { fields, body, bodyLine, warnings: warnings.slice(0, MAX_WARNINGS) }
}
