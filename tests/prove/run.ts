/** `npm run prove`: the long form of every proof, or of those named, and the table of what they found. */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'deckle-prove-'))
const figures = join(directory, 'figures')
const seed = process.env.DECKLE_SEED ?? String(Math.floor(Math.random() * 1e9))
const named = process.argv.slice(2).map((name) => `tests/prove/${name}`)

console.log(`seed ${seed}: DECKLE_SEED=${seed} npm run prove runs the same again\n`)
const vitest = spawn(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...['--config', 'tests/vitest.config.ts', '--no-file-parallelism'],
    ...(named.length > 0 ? named : ['tests/prove']),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DECKLE_PROVE: 'long', DECKLE_SEED: seed, DECKLE_FIGURES: figures },
  },
)
vitest.on('close', (code) => {
  for (const line of readFigures()) console.log(line)
  rmSync(directory, { recursive: true })
  process.exitCode = code ?? 1
})

/** The lines of the table, each column as wide as its widest cell. */
function readFigures(): string[] {
  let rows: string[][]
  try {
    rows = readFileSync(figures, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  } catch {
    return ['no proof came to its end']
  }
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(cell.length, most[at] ?? 0)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
