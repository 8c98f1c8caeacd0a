/** Chance changes a few characters of real sources, thousands of times: only a Refusal may come out. */

import { expect, test } from 'vitest'
import { Refusal } from '../../src/post/refusal.ts'
import { readSource } from '../../src/post/source/read-source.ts'
import { sharedJson } from '../shared.ts'

const SOURCES = [
  '---\ntitle: "a\nb"\ntags: [a, b]\nx: &a {b: 1}\n<<: *a\ny: *a\ndate: 2014-11-16 10:00\n---\nText\n',
  '---\r\npermalink: /:year/:title/\r\naliases:\r\n- /a/%41\r\n- b\r\nauthor: {name: x}\r\n---\r\nText\r\n',
  '+++\ntitle = "x"\ndate = 2014-11-16T10:00:00Z\n[a.b]\nc = [1, {d = 2}]\n[[e]]\nf = """x"""\n+++\nText',
  '{"title": "a", "tags": ["b", {"c": 1}], "n": 1.5}\nText',
  '"title": "H",\n"tags": ["a"],\n;;;\nText',
  'title: a\ndate: 2014-11-16\ntags:\n- a\n---\nText',
  '---\nslug: a-b\ncover: {image: y}\nlang: zh_CN\ncanonical_url: https://a.example/c\npublished: no\n---\n',
]
const PIECES = [
  '---',
  '...',
  '+++',
  ';;;',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  ': ',
  '：',
  '- ',
  ', ',
  '[',
  ']',
  '[[',
  '{',
  '}',
  '{{',
  '"',
  '"""',
  "'",
  '&a',
  '*a',
  '<<: ',
  '? ',
  '!x',
  '!!set',
  '|',
  '>',
  '%',
  '@',
  '`',
  '#',
  '=',
  '\\',
  '\\u0000',
  '\u200b',
  '\ufeff',
  '\0',
  '\u2028',
  '\ud83d',
  '~',
  '.inf',
  '0x',
  '1e999',
  '-0',
  '9999999999999999999',
  '__proto__: 1',
  'date: ',
  'title: ',
  'tags: ',
  'slug: ',
  'permalink: ',
  '2014-02-30',
  '1979-05-27',
  '07:32:00',
  '../',
  '%2e',
  'a'.repeat(300),
  '长'.repeat(90),
]

test('4,000 mutations', () => {
  const suite = sharedJson<{ raw: string }[]>('suites/front-matter-cases.json') ?? []
  const sources = [...SOURCES, ...suite.map((each) => each.raw)]
  const chance = random(20141116)
  const pick = <T>(list: T[]): T => list[Math.floor(chance() * list.length)] as T
  let read = 0
  for (let round = 0; round < 4_000; round++) {
    let text = pick(sources)
    for (let n = Math.ceil(chance() * 4); n > 0; n--) {
      const at = Math.floor(chance() * Math.min(text.length, 400))
      const cut = chance() < 0.5 ? Math.floor(chance() * 5) : 0
      text = text.slice(0, at) + (chance() < 0.8 ? pick(PIECES) : '') + text.slice(at + cut)
    }
    text = text.toWellFormed()
    const name = pick(['2014-11-16-x.md', 'posts/x/index.en.md', ''])
    if (outcome(text, name)) read++
  }
  // Neither everything nor nothing is refused, or the mutations would prove little.
  expect(read).toBeGreaterThan(800)
  expect(read).toBeLessThan(3_800)
})

/** Was it read? Checks what holds of every reading and of every refusal. */
function outcome(text: string, name: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).length
  try {
    const source = readSource(new TextEncoder().encode(text), {
      timezone: 'America/New_York',
      name,
    })
    const { fields, body, bodyLine } = structuredClone(source)
    if (!text.endsWith(body)) throw new Error(`the body of ${JSON.stringify(text)}`)
    const last = bodyLine + body.split(/\r\n|\r|\n/).length - 1
    if (last !== lines) throw new Error(`the line of ${JSON.stringify(text)}`)
    expect(JSON.parse(JSON.stringify(fields.extra))).toEqual(fields.extra)
    return true
  } catch (error) {
    if (!(error instanceof Refusal))
      throw new Error(`for ${JSON.stringify(text)}`, { cause: error })
    for (const { line, field, message } of error.data.errors) {
      expect(message).toMatch(/\.$/)
      const named = line === undefined ? field === 'slug' : line >= 1 && line <= lines
      if (!named) throw new Error(`${message} names no line of ${JSON.stringify(text)}`)
    }
    return false
  }
}

/** Numbers from 0 to 1, the same each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
