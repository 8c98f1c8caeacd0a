/** Mistakes made on purpose in the path of a publish: the named test notices each. The short form sees that they can be made. */

import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { files, read, root } from '../house/rooms.ts'
import { figure, isLong } from './figures.ts'
import { type Mutant, mutants } from './mutants.ts'

test.each(mutants)('$name: stands in one place', ({ file, from, to }) => {
  expect(read(`src/${file}`).split(from)).toHaveLength(2)
  expect(to).not.toBe(from)
})

/** Some of them, by name. */
const ONLY = RegExp(process.env.DECKLE_MUTANT ?? '')

describe.runIf(isLong('each mistake made, built and noticed'))('noticed', () => {
  const caught: string[] = []

  test('each of them, by its test', async () => {
    const places = await Promise.all([openCopy(), openCopy()])
    const rows = mutants.filter(({ name }) => ONLY.test(name))
    const missed: string[] = []
    await Promise.all(
      places.map(async (place) => {
        for (let mutant = rows.shift(); mutant; mutant = rows.shift()) {
          const found = await notices(place, mutant)
          ;(found === 'failed' ? caught : missed).push(`${mutant.name}: ${found}`)
          console.log(`${found === 'failed' ? 'noticed' : `MISSED (${found})`}: ${mutant.name}`)
        }
      }),
    )
    await Promise.all(places.map((place) => rm(place, { recursive: true, force: true })))
    figure('mutants', `${caught.length + missed.length} mistakes`, `${caught.length} noticed`)
    expect(missed).toEqual([])
  }, 3_600_000)
})

/** A copy of the repository, which shares its packages. */
async function openCopy(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'deckle-mutants-'))
  for (const path of files) {
    await mkdir(join(place, path, '..'), { recursive: true })
    await cp(join(root, path), join(place, path))
  }
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'))
  return place
}

/** Makes the mistake, runs its test, and mends it. Gives what the test came to, or why there is no telling. */
async function notices(
  place: string,
  { file, from, to, test: [path, name] }: Mutant,
): Promise<string> {
  const source = join(place, 'src', file)
  const right = readFileSync(source, 'utf8')
  const run = () => runTest(place, join('tests', path), name)
  writeFileSync(
    source,
    right.replace(from, () => to),
  )
  const found = await run()
  writeFileSync(source, right)
  // A test that fails in any case notices nothing.
  return found === 'failed' && (await run()) !== 'passed' ? 'fails without it, too' : found
}

interface Report {
  testResults: { assertionResults: { fullName: string; status: string }[] }[]
}

async function runTest(place: string, path: string, name: string): Promise<string> {
  const pattern = RegExp.escape(name)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--config', 'tests/vitest.config.ts', path, '-t', pattern]
  const { promise, resolve } = Promise.withResolvers<string>()
  execFile(
    process.execPath,
    [vitest, ...args, '--reporter=json'],
    {
      cwd: place,
      maxBuffer: 1e8,
      env: { ...process.env, DECKLE_FIGURES: '', DECKLE_PROVE: path.includes('nth') ? 'long' : '' },
    },
    (_, stdout) => resolve(stdout),
  )
  const output = await promise
  try {
    const report = JSON.parse(output.slice(output.indexOf('{"numTotal'))) as Report
    const results = report.testResults.flatMap(({ assertionResults }) => assertionResults)
    const mine = results.filter(({ fullName }) => fullName.includes(name))
    return mine.find(({ status }) => status === 'failed')?.status ?? mine[0]?.status ?? 'not found'
  } catch {
    return `no report: ${output.slice(-200)}`
  }
}
