/** Shared by the tests of reading a source: text in, fields or refusal out. */

import { type Fault, Refusal, type RefusalCode } from '../../src/post/refusal.ts'
import { readSource, type Source, type SourceOptions } from '../../src/post/source/read-source.ts'

export function read(text: string, options: Partial<SourceOptions> = {}): Source {
  const named = options.name === undefined && options.slug === undefined ? { slug: 'a-post' } : {}
  return readSource(new TextEncoder().encode(text), {
    timezone: 'Asia/Shanghai',
    ...named,
    ...options,
  })
}

/** The fields of a front matter in YAML. */
export const fieldsOf = (yaml: string, options?: Partial<SourceOptions>) =>
  read(`---\n${yaml}\n---\n`, options).fields

/** The refusal's code and first fault. Fails when nothing is refused or something else is thrown. */
export function refusalOf(act: () => unknown): { code: RefusalCode } & Fault {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [fault] = error.data.errors
    if (fault) return { code: error.data.code, ...fault }
  }
  throw new Error('nothing was refused')
}
