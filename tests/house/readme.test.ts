/** The README holds against the code: every route, setting, binding, KV key, script and room is in it. */

import { describe, expect, test } from 'vitest'
import { author } from '../../src/routes/author/app.ts'
import { reader } from '../../src/routes/reader.ts'
import { keys } from '../../src/shelf/keys.ts'
import { readWranglerToml } from '../wrangler-toml.ts'
import { files, read } from './rooms.ts'

const readme = read('README.md')
const manifest = JSON.parse(read('package.json'))
const settings = readWranglerToml()

/** What stands in backticks: in a table's first column, or anywhere. */
const code = new Set([...readme.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? ''))
const rows = [...readme.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell]) => cell ?? '')
const listed = rows.flatMap((cell) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''),
)

/** A route as the README writes it: `GET /archive/:year`. */
function describeRoutes(routes: { method: string; path: string }[], base = ''): string[] {
  const named = routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
  const lines = named.map(({ method, path }) => {
    const bare = (base + path).replace(/\{[^}]*\}/g, '').replace(/(.)\/$/, '$1')
    return `${method} ${bare}`
  })
  return [...new Set(lines)].sort()
}

const routes = [
  ...describeRoutes(
    author.routes,
    author.routes.some(({ path }) => path.startsWith('/api')) ? '' : '/api',
  ),
  ...describeRoutes(reader.routes),
  'GET /images/:key',
]

test('is short, and begins with what this is', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(200)
  expect(readme).toMatch(/^# Deckle\n\n\S/)
})

describe('lists', () => {
  test.each(routes)('%s', (route) => expect(code).toContain(route))

  test.each([...Object.keys(settings.vars), ...settings.secrets.required])('setting %s', (name) => {
    expect(listed).toContain(name)
  })

  test('every setting that the site reads, and wrangler.toml has it', () => {
    const known = new Set(read('src/site.ts').match(/\b(SITE|OIDC)_[A-Z_]+\b/g))
    expect([...known].sort()).toEqual(Object.keys(settings.vars).sort())
  })

  test.each([
    ...settings.kv_namespaces.map(({ binding }) => binding),
    ...settings.r2_buckets.map(({ binding }) => binding),
    settings.images.binding,
    ...settings.durable_objects.bindings.map(({ name }) => name),
    ...settings.ratelimits.map(({ name }) => name),
    settings.version_metadata.binding,
  ])('binding %s', (name) => expect(listed).toContain(name))

  test.each([keys.post('<slug>'), keys.post('/<path>'), keys.site(), keys.list('all', 7)])(
    'KV key %s',
    (key) => expect(listed).toContain(key.replace('list:all:7', 'list:<list>:<n>')),
  )

  test.each(Object.keys(manifest.scripts))('npm script %s', (name) => {
    expect(listed).toContain(/^(start|test)$/.test(name) ? `npm ${name}` : `npm run ${name}`)
  })

  test.each(Object.keys(manifest.devDependencies))('dependency %s, with a reason', (name) =>
    expect(readme).toMatch(new RegExp(`^- .*\`${name}\`.*: \\S`, 'm')),
  )
})

describe('lists nothing that is not there', () => {
  test.each(listed.filter((text) => /^[A-Z]+ \//.test(text)))('%s', (route) => {
    expect(routes).toContain(route)
  })

  test('settings and bindings', () => {
    const names = listed.filter((text) => /^[A-Z_]+$/.test(text))
    const source = read('wrangler.toml')
    expect(names.filter((name) => !source.includes(name))).toEqual([])
  })

  test('npm scripts', () => {
    const scripts = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? '')
    expect(scripts.filter((name) => !manifest.scripts[name])).toEqual([])
  })

  test('files', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '')
    expect(links.filter((path) => !files.includes(path))).toEqual([])
  })
})

test('draws the tree as it is', () => {
  const [, tree = ''] = /```text\n([\s\S]*?)```/.exec(readme) ?? []
  const drawn: string[] = []
  const trail: string[] = []
  for (const row of tree.split('\n').filter(Boolean)) {
    const [, indent = '', names = ''] = /^( *)(\S+(?: \S+)*)/.exec(row) ?? []
    for (const name of names.split(' ')) {
      trail.splice(indent.length / 2)
      trail.push(name.replace(/\/$/, ''))
      drawn.push(trail.join('/'))
    }
  }
  const shown = (path: string) => !/(^|\/)\.|^src\/env\.d\.ts$/.test(path)
  const top = [...new Set(files.map((path) => path.split('/')[0] ?? ''))]
  const inside = new Set(
    files.filter((path) => /^(src|tests)\//.test(path)).map((path) => path.split('/', 2).join('/')),
  )
  expect(drawn.sort()).toEqual([...top, ...inside].filter(shown).sort())
})
