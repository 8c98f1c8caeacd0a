/** A YAML text as values that know their place, with aliases and merges followed within bounds. */

import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml'
import { eventsIn, YamlFault } from './yaml-fault.ts'
import { plainValue, taggedValue } from './yaml-scalars.ts'

export interface YamlNode {
  value: unknown
  /** The value with numbers and booleans as they were spelled, one list deep or more: `1.10`. */
  written: unknown
  /** The comment on the line of a plain value, without its `#`. */
  remark?: string | undefined
  /** Of a list. */
  items?: YamlNode[]
  /** Of a map. */
  pairs?: YamlPair[]
}

export interface YamlPair {
  name: string
  /** Where the key stands, or the `<<` that brought it in. */
  offset: number
  node: YamlNode
}

const MAX_EVENTS = 20_000
/** What all aliases may stand for: a point for each value, and for each hundred characters. */
const MAX_REPEATED = 1_000

const LIST_TAGS = new Set(['', '!', '!!seq', '!!omap', '!!pairs'])
const MAP_TAGS = new Set(['', '!', '!!map', '!!set'])

/**
 * The pairs of the one map that a text holds, in their order; of a key that stands twice both, with the later
 * value. Throws a YamlFault.
 */
export function composeYaml(text: string): YamlPair[] {
  const events = eventsIn(text)
  if (events.length === 0) return []
  if (events.length > MAX_EVENTS) throw new YamlFault('TOO_COMPLEX', 0)
  const next = events.findIndex((event, n) => n > 0 && event.type === EVENT_ID.DOCUMENT)
  if (next > 0) throw new YamlFault('OUTSIDE', startOf(events[next + 1]))
  const { value, pairs } = new Composer(text, events).next()
  if (pairs) return pairs
  if (value === null) return []
  throw new YamlFault('NO_FIELDS', 0)
}

class Composer {
  readonly #text: string
  readonly #events: Event[]
  readonly #anchors = new Map<string, { node: YamlNode; weight: number }>()
  #at = 1 // below the document
  #weight = 0
  #repeated = 0

  constructor(text: string, events: Event[]) {
    this.#text = text
    this.#events = events
  }

  next(): YamlNode {
    const event = this.#events[this.#at++]
    if (event?.type === EVENT_ID.ALIAS) return this.#alias(event)
    const before = this.#weight++
    const node = this.#node(event)
    if (event && 'anchorStart' in event && event.anchorStart >= 0) {
      const name = this.#text.slice(event.anchorStart, event.anchorEnd)
      this.#anchors.set(name, { node, weight: this.#weight - before })
    }
    return node
  }

  #node(event: Event | undefined): YamlNode {
    if (event?.type === EVENT_ID.SCALAR) return this.#scalar(event)
    if (event?.type === EVENT_ID.SEQUENCE) return this.#list(event)
    if (event?.type === EVENT_ID.MAPPING) return this.#map(event)
    throw new Error('The parser ended within a value.')
  }

  #alias(event: AliasEvent): YamlNode {
    const anchor = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd))
    if (!anchor) throw new YamlFault('BAD_VALUE', event.anchorStart - 1)
    this.#weight += anchor.weight
    this.#repeated += anchor.weight
    if (this.#repeated > MAX_REPEATED) throw new YamlFault('TOO_COMPLEX', event.anchorStart)
    return anchor.node
  }

  #scalar(event: ScalarEvent): YamlNode {
    const text = getScalarValue(this.#text, event)
    this.#weight += text.length / 100
    const tag = this.#tag(event)
    const isPlain = event.style === SCALAR_STYLE.PLAIN
    const value = tag === '' ? (isPlain ? plainValue(text) : text) : taggedValue(tag, text)
    if (value === undefined) throw new YamlFault('BAD_VALUE', event.tagStart)
    const written = value === null || typeof value === 'string' ? value : text
    return { value, written, remark: isPlain ? this.#remark(event.valueEnd) : undefined }
  }

  #list(event: SequenceEvent): YamlNode {
    if (!LIST_TAGS.has(this.#tag(event))) throw new YamlFault('BAD_VALUE', event.tagStart)
    const items: YamlNode[] = []
    while (!this.#isAtEnd()) items.push(this.next())
    const [value, written] = [items.map((each) => each.value), items.map((each) => each.written)]
    return { value, written, items }
  }

  #map(event: MappingEvent): YamlNode {
    if (!MAP_TAGS.has(this.#tag(event))) throw new YamlFault('BAD_VALUE', event.tagStart)
    const nodes = new Map<string, YamlNode>()
    const own: Omit<YamlPair, 'node'>[] = []
    const merged = new Map<string, YamlPair>()
    while (!this.#isAtEnd()) {
      const key = this.#events[this.#at]
      const offset = startOf(key) || (own.at(-1)?.offset ?? 0) // an empty key stands nowhere
      if (key?.type !== EVENT_ID.SCALAR) throw new YamlFault('BAD_VALUE', offset)
      this.next()
      const name = getScalarValue(this.#text, key)
      const node = this.next()
      if (name === '<<' && key.style === SCALAR_STYLE.PLAIN) {
        for (const pair of pairsOf(node, offset))
          if (!merged.has(pair.name)) merged.set(pair.name, { ...pair, offset })
      } else {
        own.push({ name, offset })
        nodes.set(name, node)
      }
    }
    return mapOf(own, nodes, merged)
  }

  #isAtEnd(): boolean {
    const isEnd = this.#events[this.#at]?.type === EVENT_ID.POP
    if (isEnd) this.#at++
    return isEnd
  }

  #tag = ({ tagStart, tagEnd }: ScalarEvent | SequenceEvent | MappingEvent): string =>
    tagStart < 0 ? '' : this.#text.slice(tagStart, tagEnd)

  #remark(end: number): string | undefined {
    const comment = /[ \t]+#(.*)/y
    comment.lastIndex = Math.max(end, 0)
    return comment.exec(this.#text)?.[1]
  }
}

function mapOf(
  own: Omit<YamlPair, 'node'>[],
  nodes: Map<string, YamlNode>,
  merged: Map<string, YamlPair>,
): YamlNode {
  const pairs = own.flatMap((pair) => {
    const node = nodes.get(pair.name)
    return node ? [{ ...pair, node }] : []
  })
  for (const pair of merged.values()) if (!nodes.has(pair.name)) pairs.push(pair)
  const value = Object.fromEntries(pairs.map(({ name, node }) => [name, node.value]))
  return { value, written: value, pairs }
}

/** What `<<` brings in: a map, or several, of which the first counts. */
function pairsOf({ pairs, items }: YamlNode, offset: number): YamlPair[] {
  if (pairs) return pairs
  if (items) return items.flatMap((item) => pairsOf(item, offset))
  throw new YamlFault('BAD_VALUE', offset)
}

function startOf(event: Event | undefined): number {
  if (!event) return 0
  if ('start' in event) return event.start
  if ('valueStart' in event && event.valueStart >= 0) return event.valueStart
  return 'anchorStart' in event ? Math.max(event.anchorStart, 0) : 0
}
