/** What every refusal must be: a problem that names the field, with nothing stored in KV, R2 or the ledger. */

import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Blog, TOKEN } from '../world.ts'

export interface Problem {
  type: string
  status: number
  detail: string
  errors: { field?: string; message: string; line?: number; column?: number; hint?: string }[]
}

/** Everything that is stored anywhere. */
export async function everything(blog: Blog) {
  const kv = (await blog.kv.list()).keys.map(({ name }) => name)
  const r2 = (await blog.bucket?.list())?.objects.map(({ key }) => key)
  const status = (await (await blog.api('/api/status')).json()) as Record<string, unknown>
  const { posts, pictures } = status
  const images = await (await blog.api('/api/images')).json()
  return { kv, r2, posts, pictures, images }
}

export const EMPTY = {
  kv: [],
  r2: [],
  posts: { published: 0, scheduled: 0, draft: 0, gone: 0 },
  pictures: 0,
  images: { images: [], next: null },
}

export type Expected = [status: number, code: string, field: string | RegExp]

/** Checks a refusal on a blog that holds nothing, and gives it. */
export async function refused(
  blog: Blog,
  answer: Response,
  [status, code, field]: Expected,
): Promise<Problem> {
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const problem = JSON.parse(text) as Problem
  expect(problem.type).toBe(`urn:problem:deckle:${code}`)
  expect(problem.status).toBe(status)
  expect(problem.errors[0]?.field ?? '').toMatch(field)
  expect(problem.detail.length).toBeGreaterThan(10)
  expect(await everything(blog)).toEqual(EMPTY)
  return problem
}

/** A request as it is written, over a bare socket: no URL parser on the way mends it. Gives the whole answer. */
export function overSocket(
  blog: Blog,
  method: string,
  path: string,
  body: string,
): Promise<string> {
  const { hostname, port } = new URL(blog.url)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  socket.on('end', () => resolve(answer))
  socket.on('error', reject)
  const length =
    method === 'PUT' ? `Content-Type: text/markdown\r\nContent-Length: ${body.length}\r\n` : ''
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: close\r\n${length}\r\n${length && body}`,
  )
  return promise
}

/** Sends the head of a request and the first bytes of a body that never comes. Gives the start of the answer. */
export async function announce(blog: Blog, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(blog.url)
  const socket = connect(Number(port), hostname)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`POST /api/posts HTTP/1.1\r\nHost: x\r\n${lines.join('')}\r\nstart`)
  const answer = await new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(`${data}`)),
  )
  socket.destroy()
  return answer
}

/** A small picture by its file name. */
export const sample = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../images/samples', name)))
