/** The toolchain is pinned: one of each, locked whole, from nowhere in particular. */

import { describe, expect, test } from 'vitest'
import { read, sources } from './rooms.ts'

interface Package {
  version: string
  resolved?: string
  integrity?: string
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const manifest = JSON.parse(read('package.json'))
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> }
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')

/** Where npm would look for a dependency of the package at `path`, nearest first. */
function places(path: string, name: string): string[] {
  const parents = path === '' ? [] : path.split('/node_modules/')
  return parents
    .map((_, index) => [...parents.slice(0, parents.length - index), name].join('/node_modules/'))
    .concat(`node_modules/${name}`)
}

test.each(['wrangler', 'miniflare', 'workerd', 'vitest', 'typescript'])('one %s', (name) => {
  const copies = locked.filter(([path]) => path.endsWith(`node_modules/${name}`))
  expect(copies.map(([, { version }]) => version)).toEqual([manifest.devDependencies[name]])
})

test('every version in package.json is exact', () => {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies }
  const loose = Object.entries(versions).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
  )
  expect(loose).toEqual([])
})

test.each(Object.keys(manifest.dependencies))('%s is imported by the Worker', (name) => {
  const specifier = new RegExp(`(from|import\\()\\s*'${name}(/[^']*)?'`)
  expect(sources('src').filter((path) => specifier.test(read(path)))).not.toEqual([])
})

describe('the gate', () => {
  const { scripts } = manifest

  test('is one command: types, lint and format, every test', () => {
    expect(scripts.test).toBe(
      'npm run types && npm run lint && vitest run --config tests/vitest.config.ts',
    )
    expect(scripts.types).toMatch(/^wrangler types .*--check && tsc$/)
    expect(scripts.lint).toBe('biome check --error-on-warnings .')
  })

  test('is all that CI runs before it deploys', () => {
    expect(read('.ci/run')).toMatch(/\nnpm ci && npm test\n$/)
    expect(read('.github/workflows/deploy.yml')).toMatch(/- run: \.ci\/run\n/)
  })

  test('runs actions by their commit, which nobody can move', () => {
    const uses = read('.github/workflows/deploy.yml').match(/uses: .*/g)
    expect(uses?.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })
})

describe('the lockfile', () => {
  test('has an entry for every dependency it names, for every platform', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !places(path, name).some((place) => lock.packages[place]))
        .map((name) => `${path || 'package.json'} needs ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('names no registry but the public one', () => {
    const hosts = new Set(locked.map(([, { resolved }]) => resolved && new URL(resolved).host))
    expect([...hosts].filter((host) => host && host !== 'registry.npmjs.org')).toEqual([])
  })

  test('checks every package by its hash', () => {
    const unchecked = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    expect(unchecked.map(([path]) => path)).toEqual([])
  })
})
