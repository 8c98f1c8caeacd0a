/** Reads JSON bodies. */

import { Refusal } from '../../post/refusal.ts'
import { MAX_JSON, readBody } from './body.ts'

/** The value of a JSON body of at most so many bytes. Throws `bad-encoding` or `bad-request`, with line and column where the engine tells. */
export async function readJson(request: Request, most = MAX_JSON): Promise<unknown> {
  const bytes = await readBody(request, most)
  const text = decode(bytes)
  try {
    return JSON.parse(text)
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? []
    throw new Refusal('bad-request', {
      field: 'body',
      message: text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.',
      ...(line && column && { line: Number(line), column: Number(column) }),
    })
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw new Refusal('bad-encoding', { field: 'body', message: 'The body is not UTF-8.' })
  }
}
