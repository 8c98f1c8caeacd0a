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
  const loose = Object.entries(manifest.devDependencies).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
  )
  expect(loose).toEqual([])
})

test('who installs the packed command installs nothing else: what it needs is in its files', () => {
  const { dependencies = {}, files } = manifest
  expect([dependencies, files]).toEqual([{}, ['dist']])
})

test.each('entities highlight.js hono htmlparser2 js-yaml smol-toml temml turndown'.split(' '))(
  '%s is imported',
  (name) => {
    const specifier = new RegExp(`(from|import\\()\\s*'${name}(/[^']*)?'`)
    expect(manifest.devDependencies).toHaveProperty([name])
    expect(sources('src').filter((path) => specifier.test(read(path)))).not.toEqual([])
  },
)

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
})

/** The first version of each line that an advisory names as mended: CVE, or GitHub's number, beside it. */
const MENDED: Record<string, string[]> = {
  'brace-expansion': ['1.1.12', '2.0.2'], // CVE-2025-5889
  'cross-spawn': ['6.0.6', '7.0.5'], // CVE-2024-21538
  'highlight.js': ['10.5'], // GHSA-7wwv-vh3v-89cq
  'js-yaml': ['3.14.2', '4.1.1'], // CVE-2025-64718
  'path-to-regexp': ['6.3.0', '8.0.0'], // CVE-2024-45296
  'smol-toml': ['1.3.1'], // GHSA-pqhp-25j4-6hq9
  cookie: ['0.7.0'], // CVE-2024-47764
  esbuild: ['0.25.0'], // GHSA-67mh-4wv8-2f99
  hono: ['4.10.2'], // CVE-2025-62610
  marked: ['4.0.10'], // CVE-2022-21680
  nanoid: ['3.3.8'], // CVE-2024-55565
  postcss: ['8.4.31'], // CVE-2023-44270
  qs: ['6.14.1'], // CVE-2025-15284
  semver: ['5.7.2', '6.3.1', '7.5.2'], // CVE-2022-25883
  sharp: ['0.32.6'], // CVE-2023-4863
  undici: ['5.29.0', '6.21.2', '7.5.0'], // CVE-2025-47279
  ws: ['7.5.10', '8.17.1'], // CVE-2024-37890
  yaml: ['2.2.2'], // CVE-2023-2251
}

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

  test.each(Object.entries(MENDED))('holds no %s with a known weakness', (name, floors) => {
    const held = locked.filter(([path]) => path.endsWith(`node_modules/${name}`))
    const numbers = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10))
    const isOlder = (version: string): boolean => {
      const [major = 0, minor = 0, patch = 0] = numbers(version)
      const floor = floors.find((each) => numbers(each)[0] === major) ?? floors.at(-1) ?? ''
      const [first = 0, second = 0, third = 0] = numbers(floor)
      return major !== first ? major < first : minor !== second ? minor < second : patch < third
    }
    expect(isOlder('0.0.1')).toBe(true)
    expect(held.filter(([, { version }]) => isOlder(version ?? '')).map(([path]) => path)).toEqual(
      [],
    )
  })

  test('checks every package by its hash', () => {
    const unchecked = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    expect(unchecked.map(([path]) => path)).toEqual([])
  })
})
