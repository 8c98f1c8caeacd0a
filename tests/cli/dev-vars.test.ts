/** The local author's token: made once, kept private, never replaced. */

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureToken } from '../../src/cli/dev-vars.ts'

let directory: string
let file: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'deckle-vars-'))
  file = join(directory, '.dev.vars')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a token is made in a file that only its owner can read', () => {
  const { token, made } = ensureToken(file)
  expect(made).toBe(true)
  expect(token).toMatch(/^[\w-]{32}$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(ensureToken(file)).toEqual({ token, made: false })
})

test('a token that is there is taken as it is', () => {
  writeFileSync(file, '# mine\nAUTHOR_TOKEN="quoted value"\n')
  expect(ensureToken(file)).toEqual({ token: 'quoted value', made: false })
})

test('other variables stay', () => {
  writeFileSync(file, 'SITE_TITLE=Mine')
  const { token } = ensureToken(file)
  expect(readFileSync(file, 'utf8')).toBe(`SITE_TITLE=Mine\nAUTHOR_TOKEN=${token}\n`)
})
