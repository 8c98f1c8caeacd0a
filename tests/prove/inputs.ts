/** Requests that go wrong in some way: made from good ones, by chance, the same for the same seed. */

import { grey } from '../images/grey.ts'
import { chance } from './figures.ts'

export interface Input {
  method: string
  path: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}

/** What a case is made of: strings that break things elsewhere, and real pictures. */
export interface Stuff {
  strings: string[]
  pictures: Uint8Array[]
}

type Draw = () => number
const encoder = new TextEncoder()
const BOUNDARY = '----deckle'

/** The request of this number. */
export function makeInput(seed: number, stuff: Stuff): Input {
  const draw = chance(seed)
  // The first draws of neighbouring seeds are close to each other.
  for (let i = 0; i < 5; i++) draw()
  const input = pick(draw, KINDS)(draw, stuff)
  if (draw() < 0.35) input.body = mutate(draw, input.body, stuff)
  return input
}

const pick = <Value>(draw: Draw, values: readonly Value[]): Value =>
  values[Math.floor(draw() * values.length)] as Value

const KINDS: ((draw: Draw, stuff: Stuff) => Input)[] = [
  (draw, stuff) => text(draw, stuff, yaml(draw, stuff)),
  (draw, stuff) => text(draw, stuff, toml(draw, stuff)),
  (draw, stuff) => text(draw, stuff, json(draw, stuff)),
  (draw, stuff) => text(draw, stuff, markdown(draw, stuff)),
  form,
  form,
  structured,
  picture,
  reading,
]

function text(draw: Draw, { strings }: Stuff, source: string): Input {
  const slug = draw() < 0.3 ? pick(draw, strings) : `fuzz-${Math.floor(draw() * 40)}`
  return {
    ...{ method: 'PUT', path: `/api/posts/${encodeURIComponent(wellFormed(slug))}` },
    headers: { 'Content-Type': 'text/markdown', ...extraHeaders(draw, strings) },
    body: encoder.encode(source),
  }
}

function form(draw: Draw, stuff: Stuff): Input {
  const { strings, pictures } = stuff
  const name = draw() < 0.5 ? pick(draw, strings).replaceAll(/["\r\n]/g, '_') : 'a.png'
  const parts = [
    part(
      `name="post"; filename="${draw() < 0.3 ? name : 'post.md'}"`,
      encoder.encode(yaml(draw, stuff)),
    ),
    ...Array.from({ length: Math.floor(draw() * 3) }, () =>
      part(`name="image"; filename="${name}"`, pick(draw, pictures)),
    ),
    encoder.encode(`--${BOUNDARY}--\r\n`),
  ]
  return {
    ...{ method: 'POST', path: '/api/posts' },
    headers: {
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...extraHeaders(draw, strings),
    },
    body: join(parts),
  }
}

function structured(draw: Draw, { strings }: Stuff): Input {
  const value = (): unknown =>
    pick(draw, [pick(draw, strings), 1, null, true, [pick(draw, strings)], { a: {} }, [[]], -1e308])
  const names = ['source', 'slug', 'name', 'title', '__proto__', 'constructor', pick(draw, strings)]
  const body = Object.fromEntries(names.map((name) => [name, value()]))
  if (draw() < 0.7) body.source = `# ${pick(draw, strings)}`
  return {
    ...{ method: 'POST', path: pick(draw, ['/api/posts', '/api/posts/fuzz-1/restore']) },
    headers: { 'Content-Type': 'application/json', ...extraHeaders(draw, strings) },
    body: encoder.encode(JSON.stringify(body)),
  }
}

function picture(draw: Draw, stuff: Stuff): Input {
  return {
    ...{ method: 'POST', path: '/api/images' },
    headers: {
      'Content-Type': pick(draw, ['image/png', 'application/octet-stream', 'image/svg+xml']),
    },
    body: mutate(draw, pick(draw, stuff.pictures), stuff),
  }
}

function reading(draw: Draw, { strings }: Stuff): Input {
  const word = encodeURIComponent(wellFormed(pick(draw, strings)))
  const path = pick(draw, [
    ...[`/${word}`, `/posts/${word}`, `/tags/${word}`, `/archive/${word}`, `/search?q=${word}`],
    ...[`/images/${word}`, `/page/${word}`, `/api/posts/${word}`, `/api/posts?before=${word}`],
    ...[`/api/posts?limit=${word}`, `/api/images?after=${word}`, `/llms-full/${word}.txt`],
  ])
  return { method: 'GET', path, headers: extraHeaders(draw, strings), body: new Uint8Array() }
}

const FIELDS =
  'title date updated tags categories slug permalink aliases redirect_from summary lang author cover canonical_url layout draft published translation_of loose_headings __proto__ constructor'.split(
    ' ',
  )

function yaml(draw: Draw, stuff: Stuff): string {
  const lines = Array.from({ length: Math.floor(draw() * 4) }, () => {
    const value = pick(draw, stuff.strings)
    const written = pick(draw, [
      value,
      JSON.stringify(value),
      `[${value}, b]`,
      `{ a: ${value} }`,
      `|\n  ${value}`,
      `&a [*a]`,
      `!!js/function ${value}`,
      `2016-02-30 25:61`,
    ])
    return `${pick(draw, FIELDS)}: ${written}`
  })
  return `---\ntitle: Fuzz\n${lines.join('\n')}\n---\n${markdown(draw, stuff)}`
}

function toml(draw: Draw, stuff: Stuff): string {
  const value = JSON.stringify(pick(draw, stuff.strings))
  return `+++\ntitle = "Fuzz"\n${pick(draw, FIELDS)} = ${pick(draw, [value, `[${value}]`, '2020-01-01T00:00:00Z', '{ a = 1 }', '1e400'])}\n+++\n${markdown(draw, stuff)}`
}

function json(draw: Draw, stuff: Stuff): string {
  return `${JSON.stringify({ title: 'Fuzz', [pick(draw, FIELDS)]: pick(draw, stuff.strings) })}\n\n${markdown(draw, stuff)}`
}

function markdown(draw: Draw, { strings }: Stuff): string {
  const s = () => pick(draw, strings)
  return Array.from({ length: 1 + Math.floor(draw() * 4) }, () =>
    pick(draw, [
      s(),
      `# ${s()}`,
      `[${s()}](${s()})`,
      `![${s()}](${s()})`,
      `| ${s()} |\n|-|\n| ${s()} |`,
      `- ${s()}\n  - ${s()}`,
      `> ${s()}`,
      `\`\`\`${s()}\n${s()}\n\`\`\``,
      `$${s()}$`,
      `[^1]\n\n[^1]: ${s()}`,
      `<b ${s()}>${s()}</b>`,
      s().repeat(40),
    ]),
  ).join('\n\n')
}

/** Some of the headers that a write takes, with values it does not. */
function extraHeaders(draw: Draw, strings: string[]): Record<string, string> {
  if (draw() < 0.8) return {}
  const name = pick(draw, [
    'If-Match',
    'If-None-Match',
    'Idempotency-Key',
    'Cookie',
    'Accept',
    'Range',
    'X-Forwarded-Host',
    'Content-Encoding',
  ])
  const value = pick(draw, strings)
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
  return { [name]: value }
}

/** Bytes turned over, left out, put in twice, or joined by a string from the list. */
function mutate(draw: Draw, bytes: Uint8Array, { strings }: Stuff): Uint8Array<ArrayBuffer> {
  let some: Uint8Array<ArrayBuffer> = new Uint8Array(bytes)
  for (let n = 1 + Math.floor(draw() * 4); n > 0; n--) {
    const at = Math.floor(draw() * some.length)
    const to = at + Math.floor(draw() * 40)
    const how = draw()
    if (how < 0.4) some[at] = Math.floor(draw() * 256)
    else if (how < 0.55) some = join([some.subarray(0, at), some.subarray(to)])
    else if (how < 0.7) some = join([some.subarray(0, to), some.subarray(at)])
    else if (how < 0.9)
      some = join([some.subarray(0, at), encoder.encode(pick(draw, strings)), some.subarray(at)])
    else some = some.slice(0, at)
  }
  return some
}

const part = (disposition: string, content: Uint8Array): Uint8Array =>
  join([
    encoder.encode(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    content,
    encoder.encode('\r\n'),
  ])

const join = (parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts))
const wellFormed = (text: string): string => text.toWellFormed() || 'empty'

/** For a machine that has no lists beside the repository. */
export const OWN: Stuff = {
  strings: [
    '',
    ' ',
    '\0',
    '\u202e',
    "'; --",
    '../..',
    '%00',
    '\ud83d',
    'a'.repeat(300),
    '[[[',
    '{{',
    '&x;',
    '---',
    '汉字',
    '1e999',
    '~',
    '\ufeff',
    '<b>',
    'con',
    'constructor',
    'a.constructor',
    'hasOwnProperty',
    '__proto__',
    '$x',
  ],
  pictures: [grey(9, 9), grey(300, 2)],
}
