/** Keeps the local author's token in `.dev.vars`, where wrangler looks for the secrets of local runs. */

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Gives the token in the file; makes one, in a file that only its owner can read, when there is none. */
export function ensureToken(file: string): { token: string; made: boolean } {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const { AUTHOR_TOKEN } = parseEnv(text)
  if (AUTHOR_TOKEN) return { token: AUTHOR_TOKEN, made: false }
  const token = randomBytes(24).toString('base64url')
  const gap = text === '' || text.endsWith('\n') ? '' : '\n'
  writeFileSync(file, `${text}${gap}AUTHOR_TOKEN=${token}\n`, { mode: 0o600 })
  return { token, made: true }
}
