/** The small parts of the author API that need no Worker: header values, multipart, bodies, purges, the description. */

import { describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../src/post/refusal.ts'
import { author } from '../../src/routes/author/app.ts'
import { readBody } from '../../src/routes/author/body.ts'
import { isHeld, readConditions } from '../../src/routes/author/conditions.ts'
import { readJsonDraft } from '../../src/routes/author/json-draft.ts'
import { splitMultipart } from '../../src/routes/author/multipart.ts'
import { readFileName, readHeader } from '../../src/routes/author/parameters.ts'
import { restoreUploads } from '../../src/routes/author/uploads.ts'
import { describeApi } from '../../src/routes/openapi.ts'
import { problem, problems } from '../../src/routes/problem.ts'
import { purge } from '../../src/routes/purge.ts'
import { readSite } from '../../src/site.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

/** What an act is refused for: `code field`. */
async function refusalOf(act: () => unknown): Promise<string> {
  try {
    await act()
    return 'nothing'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${error.data.code} ${error.data.errors[0]?.field}`
  }
}

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

describe('purge', () => {
  const context = (purge: unknown) => ({ cache: { purge } }) as unknown as ExecutionContext

  test('asks for thirty tags at a time', async () => {
    const asked: number[] = []
    const tags = Array.from({ length: 70 }, (_, i) => `t${i}`)
    await purge(
      context(async ({ tags }: { tags: string[] }) => {
        asked.push(tags.length)
        return { success: true, errors: [] }
      }),
      tags,
    )
    expect(asked).toEqual([30, 30, 10])
  })

  test('does nothing where there is no cache, and a failure is logged, not thrown', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    await purge({} as ExecutionContext, ['a'])
    expect(log).not.toHaveBeenCalled()
    await purge(
      context(async () => Promise.reject(new Error('down'))),
      ['a'],
    )
    await purge(
      context(async () => ({ success: false, errors: [{ code: 1 }] })),
      ['a'],
    )
    expect(log).toHaveBeenCalledTimes(2)
    log.mockRestore()
  })
})

describe('a picture that is sent and removed at the same time', () => {
  const key = `${'0'.repeat(32)}.png`
  const picture = { key, type: 'image/png', width: 1, height: 1, bytes: 1 }

  /** As much of R2 as pictures need. */
  class Bucket {
    readonly objects = new Map([[`images/${key}`, bytes('x')]])
    put = async (name: string, content: Uint8Array) => this.objects.set(name, content)
    delete = async (name: string) => this.objects.delete(name)
    head = async (name: string) => this.objects.get(name) ?? null
    get = async (name: string) => {
      const content = this.objects.get(name)
      return content ? { arrayBuffer: async () => content.slice().buffer } : null
    }
  }

  /** A ledger that knows the picture until it is removed, and from its `again`th question on once more. */
  const remove = async (bucket: Bucket, again: number) => {
    let questions = 0
    const record = { ...picture, created: '', usedBy: [] }
    const ledger = {
      listPictures: async () => {
        const known = questions === 0 || questions >= again
        questions++
        return { images: known ? [record] : [], next: null }
      },
      removePicture: async () => ({ ok: true, value: { key } }),
    }
    const purged: string[] = []
    const context = {
      cache: {
        purge: async ({ tags }: { tags: string[] }) => {
          purged.push(...tags)
          return { success: true, errors: [] }
        },
      },
    } as unknown as ExecutionContext
    const env = { AUTHOR_TOKEN: 's', IMAGES: bucket, LEDGER: { getByName: () => ledger } }
    const init = { method: 'DELETE', headers: { Authorization: 'Bearer s' } }
    const answer = await author.request(`http://x/api/images/${key}`, init, env, context)
    return { status: answer.status, purged }
  }

  test('is gone, and from the edge too, when nobody sent it again', async () => {
    const bucket = new Bucket()
    expect(await remove(bucket, 9)).toEqual({ status: 200, purged: [`image:${key}`] })
    expect(bucket.objects.size).toBe(0)
  })

  test('is put back by the removal when the ledger knows it again', async () => {
    const bucket = new Bucket()
    expect(await remove(bucket, 1)).toEqual({ status: 200, purged: [] })
    expect([...bucket.objects.values()].map(text)).toEqual(['x'])
  })

  test('is put back by the upload that had found it there', async () => {
    const bucket = new Bucket()
    bucket.objects.clear()
    const uploads = [{ name: 'a.png', bytes: bytes('x'), picture }]
    await restoreUploads(bucket as unknown as R2Bucket, uploads, new Set())
    expect(bucket.objects.size, 'one it stored itself needs no look').toBe(0)
    await restoreUploads(bucket as unknown as R2Bucket, uploads, new Set([key]))
    expect([...bucket.objects.values()].map(text)).toEqual(['x'])
  })
})

describe('problems', () => {
  test('each has a status and the same five members', async () => {
    for (const [code, [status, title]] of problems) {
      const answer = problem(code, 'Detail.')
      expect(answer.status).toBe(status)
      expect(await answer.json()).toEqual({
        type: `urn:problem:deckle:${code}`,
        title,
        status,
        detail: 'Detail.',
        errors: [],
      })
    }
  })

  test('a bare 500 for what nobody foresaw: the log has the cause, the answer and the log have no secret', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const env = {
      AUTHOR_TOKEN: 'sesame',
      LEDGER: {
        getByName() {
          throw new Error('the database said sesame')
        },
      },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/database|sesame/)
    const logged = String(log.mock.calls)
    expect(logged).toContain('the database said [token]')
    expect(logged).not.toContain('sesame')
    log.mockRestore()
  })

  test('503 with Retry-After when the ledger is overloaded', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const overloaded = Object.assign(new Error('too many requests'), { overloaded: true })
    const env = {
      AUTHOR_TOKEN: 'sesame',
      LEDGER: { getByName: () => ({ list: () => Promise.reject(overloaded) }) },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2'])
    log.mockRestore()
  })

  test('a setting that is wrong is named', async () => {
    const env = {
      AUTHOR_TOKEN: 'sesame',
      SITE_URL: 'not a url',
      LEDGER: { getByName: () => ({ list: async () => ({ posts: [], next: null }) }) },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('SITE_URL')])
  })
})

describe('openapi.json', () => {
  const described = describeApi(readSite({}))

  test('describes exactly the routes there are', () => {
    const routes = author.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(operations.sort()).toEqual([...new Set(routes)].sort())
  })

  test('takes its shapes from the schemas that check', () => {
    const put = described.paths['/api/posts/{slug}']?.put as {
      requestBody: { content: Record<string, { schema: { anyOf: { required: string[] }[] } }> }
    }
    const { schema } = put.requestBody.content['application/json'] ?? {}
    expect(schema?.anyOf.map(({ required }) => required)).toEqual([['source'], ['markdown']])
    expect(Object.keys(put.requestBody.content)).toEqual([
      'text/markdown',
      'text/plain',
      'multipart/form-data',
      'application/json',
    ])
  })

  test('is JSON all through', () => {
    expect(JSON.parse(JSON.stringify(described))).toEqual(described)
  })
})
