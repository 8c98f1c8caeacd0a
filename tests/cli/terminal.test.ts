/** What a terminal shows, and what a file or a pipe gets. */

import type { WriteStream } from 'node:tty'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { printable } from '../../src/cli/printable.ts'
import { drawBar, openTerminal } from '../../src/cli/terminal.ts'

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '')
  vi.stubEnv('TERM', 'xterm')
})
afterEach(() => vi.unstubAllEnvs())

function record(isTTY: boolean, columns = 30) {
  const chunks: string[] = []
  const out = { isTTY, columns, write: (chunk: string) => chunks.push(chunk) }
  const terminal = openTerminal(out as unknown as WriteStream)
  return { terminal, text: () => chunks.join('') }
}

test('progress is replaced by what follows, cut to the width, and shown on a terminal only', () => {
  const shown = record(true)
  shown.terminal.progress('x'.repeat(99))
  shown.terminal.say('done')
  expect(shown.text()).toBe(`${'x'.repeat(29)}\r\x1b[2Kdone\n`)
  const piped = record(false)
  piped.terminal.progress('working')
  piped.terminal.say('done')
  expect(piped.text()).toBe('done\n')
})

test('colours are for a terminal that wants them', () => {
  const paint = (isTTY: boolean) => record(isTTY).terminal.paint('red', 'x')
  expect([paint(true), paint(false)]).toEqual(['\x1b[31mx\x1b[0m', 'x'])
  vi.stubEnv('NO_COLOR', '1')
  expect(paint(true)).toBe('x')
})

test('a bar fills from nothing to all', () => {
  expect(drawBar(0, 4)).toBe(`${'░'.repeat(20)} 0/4`)
  expect(drawBar(2, 4)).toBe(`${'▓'.repeat(10)}${'░'.repeat(10)} 2/4`)
  expect(drawBar(0, 0)).toBe(`${'▓'.repeat(20)} 0/0`)
})

test('text of others moves no cursor, paints nothing and turns no direction', () => {
  expect(printable('a\x1b[31m\r\n\u202eb中文')).toBe('a�[31m���b中文')
})
