/** The small parts that read a request: its body, its conditions, its JSON. */

import { describe, expect, test } from 'vitest'
import { readBody } from '../../src/routes/author/body.ts'
import { isHeld, readConditions } from '../../src/routes/author/conditions.ts'
import { readJsonDraft } from '../../src/routes/author/json-draft.ts'
import { check, checkQuery } from '../../src/routes/author/schema.ts'
import { FieldsBody, ListQuery, Status } from '../../src/routes/author/schemas.ts'
import { refusalOf } from './refusal-of.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

describe('bodies', () => {
  const request = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request('http://x', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

  test('a body at its limit is taken, announced or not', async () => {
    expect(await readBody(request('abc', { 'Content-Length': '3' }), 3)).toEqual(bytes('abc'))
    expect(await readBody(request(new Blob(['ab', 'c']).stream()), 3)).toEqual(bytes('abc'))
    expect(await readBody(request('', { 'Content-Length': '0' }), 3)).toEqual(bytes(''))
  })

  test('413 as soon as a stream is over its limit, and the rest is not asked for', async () => {
    let pulled = 0
    const stream = new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(1000))
      },
    })
    expect(await refusalOf(() => readBody(request(stream), 5000))).toBe('too-large body')
    expect(pulled).toBeLessThan(10)
  })

  test('413 when more comes than was announced', async () => {
    const late = request(new Blob(['abcdef']).stream(), { 'Content-Length': '3' })
    expect(await refusalOf(() => readBody(late, 100))).toBe('too-large body')
  })

  test('a shorter body than announced is what it is', async () => {
    const short = request(new Blob(['ab']).stream(), { 'Content-Length': '50' })
    expect(await readBody(short, 100)).toEqual(bytes('ab'))
  })
})

describe('If-Match', () => {
  const read = (value: string) => readConditions(new Headers({ 'If-Match': value })).ifMatch
  test.each([
    ['*', '*'],
    ['"a"', ['a']],
    ['"a", "b,c" ,W/"d"', ['a', 'b,c']],
    ['W/"a"', []],
    ['""', ['']],
  ])('%s', (value, expected) => expect(read(value)).toEqual(expected))

  test.each(['a', '"a', '"a" "b"', '"a",', 'w/"a"', '"a"; "b"'])('400 %s', async (value) => {
    expect(await refusalOf(() => read(value))).toBe('bad-request If-Match')
  })

  test('If-None-Match on reading compares weakly and whole', () => {
    const held = (value: string) => isHeld(new Headers({ 'If-None-Match': value }), 'abc')
    expect(['"abc"', 'W/"abc"', '"x", "abc"', '*'].map(held)).toEqual([true, true, true, true])
    expect(['"ab"', 'abc', '"abcd"', ''].map(held)).toEqual([false, false, false, false])
  })
})

test('JSON that is too deep for the engine is refused, not a crash', async () => {
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
  expect(await refusalOf(() => readJsonDraft({ markdown: 'a', x: deep }))).toBe('too-complex x')
})

test('JSON fields that would pollute a prototype are just fields', () => {
  const { source } = readJsonDraft(JSON.parse('{"markdown":"a","__proto__":{"draft":true}}'))
  expect(({} as { draft?: boolean }).draft).toBeUndefined()
  expect(text(source)).toContain('a')
})

describe('schemas', () => {
  test.each([
    [{ limit: '5' }, { limit: 5 }],
    [
      { limit: '500', status: 'gone', other: 'x' },
      { limit: 500, status: 'gone' },
    ],
    [{ before: '12' }, { before: '12' }],
    [{}, {}],
  ])('a query %j is read', (query, expected) => {
    expect(checkQuery(ListQuery, query as Record<string, string>)).toEqual(expected)
  })

  test.each([
    { limit: '0' },
    { limit: '501' },
    { limit: 'many' },
    { limit: '1.5' },
    { limit: '' },
    { limit: '-1' },
    { status: 'lost' },
  ])('422 a query %j', async (query) => {
    const [field] = Object.keys(query)
    const act = () => checkQuery(ListQuery, query as unknown as Record<string, string>)
    expect(await refusalOf(act)).toBe(`bad-field ${field}`)
  })

  test('every field that is wrong is named, each in words', () => {
    const body = { title: 1, tags: ['a', {}], draft: 'no', layout: 'x', extra: { any: ['thing'] } }
    const messages: string[] = []
    try {
      check(FieldsBody, body)
    } catch (error) {
      messages.push(
        ...(error as { data: { errors: { message: string }[] } }).data.errors.map(
          ({ message }) => message,
        ),
      )
    }
    expect(messages).toEqual([
      'markdown is missing.',
      'title must be text.',
      'tags must be text or a list of text or a number.',
      'draft must be true or false.',
      'layout must be post or page.',
    ])
  })

  test('a field within is named by its path', async () => {
    const act = () => check(Status, { ...{}, pending: { documents: -1, oldest: null } })
    expect(await refusalOf(act)).toBe('bad-field secret')
    const pending = Status.properties?.pending ?? {}
    expect(await refusalOf(() => check(pending, { documents: 0.5, oldest: null }))).toBe(
      'bad-field documents',
    )
    const lists = { type: 'array', items: pending } as const
    expect(await refusalOf(() => check(lists, [{ documents: 0, oldest: 'x' }]))).toBe(
      'bad-field [0].oldest',
    )
  })
})
