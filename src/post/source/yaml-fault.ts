/** What is wrong with a YAML text, and where the parser noticed. */

import { type Event, parseEvents, YAMLException } from 'js-yaml'

export type YamlFaultCode =
  | 'BAD_ENTRY' // a second colon, or more after a value's end
  | 'BAD_KEY' // no colon follows it
  | 'BAD_VALUE'
  | 'NO_FIELDS' // a text or a list
  | 'OPEN' // a quote or a bracket is not closed
  | 'OPEN_QUOTE'
  | 'OUTSIDE' // something below the end
  | 'TAB'
  | 'TOO_COMPLEX'

export class YamlFault extends Error {
  override readonly name = 'YamlFault'
  readonly code: YamlFaultCode
  readonly offset: number

  constructor(code: YamlFaultCode, offset: number) {
    super(code)
    this.code = code
    this.offset = offset
  }
}

// The parser tells its errors apart by their words alone.
const REASONS: [RegExp, YamlFaultCode][] = [
  [/exceeded maxDepth/, 'TOO_COMPLEX'],
  [/^unexpected end|^deficient indentation/, 'OPEN'],
  [/^tab characters/, 'TAB'],
  [/^bad indentation of a mapping/, 'BAD_ENTRY'],
  [/after a mapping key|implicit key/, 'BAD_KEY'],
  [/^end of the stream or/, 'OUTSIDE'],
]

/** The events of a text, in time linear in its length. Throws a YamlFault. */
export function eventsIn(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: 100 })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const reason = REASONS.find(([words]) => words.test(error.reason))
    throw new YamlFault(reason?.[1] ?? 'BAD_VALUE', error.mark?.position ?? 0)
  }
}
