/** Multipart bodies and the file names in them, taken apart without a Worker. */

import { describe, expect, test } from 'vitest'
import { splitMultipart } from '../../src/routes/author/multipart.ts'
import { readFileName, readHeader } from '../../src/routes/author/parameters.ts'
import { refusalOf } from './refusal-of.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

describe('file names in Content-Disposition', () => {
  test.each([
    ['form-data; name="image"; filename="a.jpg"', 'a.jpg'],
    ['form-data; name=image; filename=a.jpg', 'a.jpg'],
    ['form-data; filename="a \\"b\\" \\\\c.jpg"', 'a "b" \\c.jpg'],
    ['form-data; filename="a %22b%22.jpg"', 'a "b".jpg'],
    ['form-data; filename="100%.jpg"', '100%.jpg'],
    ['form-data; filename="图 1.jpg"', '图 1.jpg'],
    ["attachment; filename=a.jpg; filename*=UTF-8''%E5%9B%BE.jpg", '图.jpg'],
    ["attachment; FILENAME*=utf-8'zh'%E5%9B%BE.jpg; filename=a.jpg", '图.jpg'],
    ['form-data; filename="a;b=c.jpg"; name="x"', 'a;b=c.jpg'],
    ['form-data; filename=""', null],
    ['form-data', null],
    ['', null],
  ])('%s', (header, name) => expect(readFileName(readHeader(header))).toBe(name))

  test('400 broken percent-encoding', async () => {
    const header = readHeader("attachment; filename*=UTF-8''%E5%9")
    expect(await refusalOf(() => readFileName(header))).toBe('bad-request Content-Disposition')
  })
})

describe('multipart', () => {
  const split = (body: string) =>
    splitMultipart(bytes(body), 'b').map(({ name, fileName, bytes }) => [
      name,
      fileName,
      text(bytes),
    ])
  const head = 'Content-Disposition: form-data; name="a"'

  test.each([
    ['a plain part', `--b\r\n${head}\r\n\r\none\r\n--b--`, [['a', null, 'one']]],
    [
      'a preamble and an epilogue',
      `before\r\n--b\r\n${head}\r\n\r\none\r\n--b--\r\nafter`,
      [['a', null, 'one']],
    ],
    ['spaces after a boundary', `--b \t\r\n${head}\r\n\r\none\r\n--b--`, [['a', null, 'one']]],
    [
      'line breaks and dashes within',
      `--b\r\n${head}\r\n\r\n\r\n--\r\n--a\r\n\r\n--b--`,
      [['a', null, '\r\n--\r\n--a\r\n']],
    ],
    ['nothing within', `--b\r\n${head}\r\n\r\n\r\n--b--`, [['a', null, '']]],
    [
      'headers in any case',
      `--b\r\ncontent-type: x\r\ncONTENT-dISPOSITION:form-data;name=a;filename=f\r\n\r\n1\r\n--b--`,
      [['a', 'f', '1']],
    ],
    ['no parts', '--b--', []],
  ])('%s', (_, body, parts) => expect(split(body)).toEqual(parts))

  test.each([
    ['a boundary that only begins alike', `--b\r\n${head}\r\n\r\none\r\n--bc\r\n--b--`],
    ['a name that is missing', '--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--'],
    ['an attachment', '--b\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--b--'],
  ])('400 %s', async (_, body) =>
    expect(await refusalOf(() => split(body))).toBe('bad-request body'),
  )

  test('the parts are views: a large form is held once', () => {
    const body = bytes(`--b\r\n${head}\r\n\r\none\r\n--b--`)
    expect(splitMultipart(body, 'b')[0]?.bytes.buffer).toBe(body.buffer)
  })

  test('what a browser’s FormData writes is read back byte for byte', async () => {
    const content = crypto.getRandomValues(new Uint8Array(60_000))
    const form = new FormData()
    form.append('image', new File([content], 'a "quoted" 图.jpg'))
    const request = new Request('http://x', { method: 'POST', body: form })
    const boundary = readHeader(request.headers.get('Content-Type') ?? '').parameters.get(
      'boundary',
    )
    const [part] = splitMultipart(new Uint8Array(await request.arrayBuffer()), boundary ?? '')
    expect(part?.fileName).toBe('a "quoted" 图.jpg')
    expect(part?.bytes).toEqual(content)
  })

  test.each([
    ['carriage returns', 13, 'b'],
    ['the last byte of its boundary', 45, '-'.repeat(70)],
  ])('95 MiB of %s take less than two seconds of CPU', async (_, byte, boundary) => {
    const body = new Uint8Array(95 * 1024 * 1024).fill(byte)
    body.set(bytes(`--${boundary}\r\n${head}\r\n\r\n`))
    const start = process.cpuUsage()
    expect(await refusalOf(() => splitMultipart(body, boundary))).toBe('bad-request body')
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000)
  })
})
