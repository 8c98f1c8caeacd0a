/** The house's own order: what stands at the top, who imports whom, how long a file gets. */

import { dirname, join } from 'node:path/posix'
import { describe, expect, test } from 'vitest'
import { files, read, room, sources } from './rooms.ts'

/** What each room may import beside itself. The README's architecture section says the same. */
const MAY_IMPORT: Record<string, string[]> = {
  'worker.ts': ['ledger', 'routes', 'site.ts', 'urls.ts', 'shelf', 'pages', 'post', 'images'],
  'urls.ts': [],
  'site.ts': [],
  routes: ['pages', 'post', 'ledger', 'shelf', 'images', 'archive', 'site.ts', 'urls.ts'],
  pages: ['post', 'shelf', 'site.ts', 'urls.ts'],
  post: ['urls.ts'],
  ledger: ['post', 'shelf', 'images', 'archive', 'urls.ts', 'site.ts'],
  shelf: ['post'],
  images: [],
  archive: [],
  cli: ['pages', 'post', 'images', 'archive', 'shelf', 'site.ts', 'urls.ts'],
}
/** Rooms that another may import types from, and nothing that runs. */
const TYPES_ONLY: Record<string, string[]> = {
  pages: ['post', 'shelf'],
  shelf: ['post'],
  cli: ['shelf'],
}

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const imports: Import[] = sources('src').flatMap((from) =>
  [
    ...read(from).matchAll(
      /(?:^|\n)(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/g,
    ),
  ].map(([text, type, path, lazy]) => ({
    from,
    to: join(dirname(from), path ?? lazy ?? ''),
    typeOnly: type !== undefined || /\{\s*(type \w+,?\s*)+\}/.test(text),
  })),
)

test('the top level is fixed', () => {
  const top = [...new Set(files.map((path) => path.split('/')[0]))].filter(
    (name) => !name?.startsWith('.'),
  )
  const fixed = ['LICENSE', 'README.md', 'content', 'package-lock.json', 'package.json', 'src']
  expect(top.sort()).toEqual([...fixed, 'tests', 'tsconfig.json', 'wrangler.toml'])
})

test('imports name files that exist', () => {
  const missing = imports.filter(({ to }) => !files.includes(to))
  expect(missing).toEqual([])
  expect(imports.length).toBeGreaterThan(50)
})

describe('each room imports only what it may', () => {
  test.each(Object.keys(MAY_IMPORT))('%s', (name) => {
    const strangers = imports.filter(
      ({ from, to, typeOnly }) =>
        room(from) === name &&
        room(to) !== name &&
        (!MAY_IMPORT[name]?.includes(room(to)) ||
          (TYPES_ONLY[name]?.includes(room(to)) && !typeOnly)),
    )
    expect(strangers.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  test('and there is no other room', () => {
    const rooms = new Set(sources('src').map(room))
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })
})

test('files import each other in no circle, types included', () => {
  const edges = Map.groupBy(imports, ({ from }) => from)
  const done = new Set<string>()
  const walk = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const { to } of edges.get(path) ?? []) {
      const circle = walk(to, [...trail, path])
      if (circle.length) return circle
    }
    done.add(path)
    return []
  }
  expect(
    sources('src')
      .map((path) => walk(path, []).join(' → '))
      .filter(Boolean),
  ).toEqual([])
})

describe('files', () => {
  const all = [...sources('src'), ...sources('tests')]

  test('have at most 250 lines', () => {
    const long = all.map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
    expect(long.filter(({ lines }) => lines > 250)).toEqual([])
  })

  test('open with one sentence that says what they are for', () => {
    expect(all.filter((path) => !/^\/\*\*\s[\s\S]*?\*\//.test(read(path)))).toEqual([])
  })

  test('are named in kebab case', () => {
    const odd = all.filter(
      (path) => !/\/[a-z0-9]+(-[a-z0-9]+)*(\.(test|config))?\.tsx?$/.test(path),
    )
    expect(odd).toEqual([])
  })

  test('switch off no type and no rule', () => {
    const off =
      /@ts-(ignore|nocheck)|: any\b(?! \w)|\bas any\b(?! \w)|<any>|catch \{\}|biome-ignore(?! [\w/]+: \S)/
    expect(all.filter((path) => path !== self && off.test(read(path)))).toEqual([])
  })
})

const self = 'tests/house/layout.test.ts'

describe('what stands in one place only', () => {
  const naming = (pattern: RegExp) => sources('src').filter((path) => pattern.test(read(path)))

  test('KV is read and written by the shelf', () => {
    expect(naming(/\bkv\.(get|put|delete|list|getWithMetadata)\(/).map(room)).toEqual(
      expect.arrayContaining(['shelf']),
    )
    const elsewhere = naming(/\b(kv|POSTS)\.(get|put|delete|list|getWithMetadata)\(/)
    expect(elsewhere.filter((path) => room(path) !== 'shelf')).toEqual([])
  })

  test('R2 is read and written for pictures and for copies', () => {
    const elsewhere = naming(/\b(bucket|IMAGES)\.(get|put|delete|list|head)\(/)
    expect(elsewhere.filter((path) => !/^src\/images\/|^src\/archive\/copies/.test(path))).toEqual(
      [],
    )
    expect(naming(/\bbucket\.put\(/)).toHaveLength(2)
  })

  test('HTML is trusted once: where the sanitiser has made it', () => {
    const found = (pattern: RegExp) =>
      sources('src').flatMap((path) => [...read(path).matchAll(pattern)].map(() => path))
    expect(found(/\bas SafeHtml\b/g)).toEqual(['src/post/html/safe-markup.ts'])
    expect(found(/\braw\(|dangerouslySetInnerHTML|insertAdjacentHTML|\binnerHTML\b/g)).toEqual([])
  })

  test('c.env is read by the routes', () => {
    const rooms = new Set(naming(/\bc\.env\b/).map(room))
    expect([...rooms].sort()).toEqual(['routes', 'worker.ts'])
  })
})

test('no test is skipped or runs alone', () => {
  const marked = sources('tests').filter((path) =>
    /\b(test|it|describe)\.(only|skip|todo)\b/.test(read(path)),
  )
  expect(marked.filter((path) => path !== self)).toEqual([])
})
