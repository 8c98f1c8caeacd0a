/** Who may do what: every route by every credential and every method, against a table. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCOPES } from '../../src/post/scopes.ts'
import { author } from '../../src/routes/author/app.ts'
import { operations } from '../../src/routes/author/operations.ts'
import { reader } from '../../src/routes/reader.ts'
import { type Blog, openBlog } from '../world.ts'
import { type Credential, listBad, listScoped } from './credentials.ts'
import { openIssuer, REPOSITORY_ID } from './issuer.ts'
import { sample } from './refused.ts'
import { makeToken } from './token-of.ts'

/** What the owner is answered, and which scope alone is answered so, too; every other gets 403. Writes are dry runs. */
const TABLE: Record<string, [status: number, ...scopes: string[]]> = {
  'GET /api/posts': [200, 'read'],
  'POST /api/posts': [200, 'create'],
  'PUT /api/posts': [200, 'create', 'update', 'draft'],
  'GET /api/posts/{slug}': [200, 'read'],
  'PUT /api/posts/{slug}': [200, 'update'],
  'DELETE /api/posts/{slug}': [200, 'delete'],
  'GET /api/posts/{slug}/revisions': [200, 'read'],
  'POST /api/posts/{slug}/restore': [200, 'update'],
  'POST /api/posts/{slug}/images': [200],
  'POST /api/posts/{slug}/preview': [201, 'read'],
  'GET /api/images': [200, 'read'],
  'POST /api/images': [200, 'media'],
  'DELETE /api/images/{key}': [200, 'media'],
  'GET /api/tokens': [200, 'admin'],
  'POST /api/tokens': [200],
  'POST /api/tokens/{id}/rotate': [200],
  'DELETE /api/tokens/{id}': [200, 'admin'],
  'GET /api/log': [200, 'admin'],
  'GET /api/export': [200],
  'POST /api/import': [200],
  'POST /api/rebuild': [200, 'admin'],
  'GET /api/shelf': [200, 'read'],
  'POST /api/shelf': [200, 'admin'],
  'GET /api/status': [200, 'read'],
  'GET /api/openapi.json': [200, ...SCOPES],
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const json = (value: unknown) => ({ body: JSON.stringify(value), type: 'application/json' })
const text = (body: string) => ({ body, type: 'text/markdown' })
const picture = { body: sample('palette.png'), type: 'image/png' }
/** What must be sent so that nothing but the credential can be wrong. */
const BODIES: Record<string, { body: string | Uint8Array<ArrayBuffer>; type: string }> = {
  'POST /api/posts': text('---\nslug: brand-new\n---\nNew'),
  'PUT /api/posts': json({ posts: [{ slug: 'brand-new', source: 'New' }] }),
  'PUT /api/posts/{slug}': text('# Known, changed'),
  'POST /api/posts/{slug}/images': picture,
  'POST /api/images': picture,
  'POST /api/import': json({ archive: 'a' }),
  'POST /api/tokens': json({ name: 'new', scopes: ['read'] }),
}

const issuer = openIssuer()
let blog: Blog
let bad: Credential[]
let scoped: Map<string, Credential>
const parameters: Record<string, string> = { slug: 'known' }
const surprises: string[] = []
const cookies: string[] = []

beforeAll(async () => {
  blog = await openBlog({
    ...{ without: ['LIMITER'], outside: issuer.answer },
    vars: { OIDC_REPOSITORY_ID: REPOSITORY_ID },
  })
  const headers = { 'Content-Type': 'text/markdown' }
  for (const body of ['# Known', '---\ntags: [a]\ncategories: [b]\n---\n# Known\n']) {
    await blog.api('/api/posts/known', { method: 'PUT', headers, body })
  }
  const sent = { method: 'POST', headers: { 'Content-Type': 'image/png' }, body: picture.body }
  const saved = (await (await blog.api('/api/images', sent)).json()) as {
    images: { key: string }[]
  }
  parameters.key = saved.images[0]?.key ?? ''
  bad = await listBad(blog, issuer)
  scoped = await listScoped(blog)
  parameters.id = (await makeToken(blog, { name: 'subject', scopes: ['draft', 'read'] })).id
})
afterAll(() => blog.close())

const fill = (path: string) =>
  path.replace(/[{:](\w+)(\{[^}]*\})*\}?/g, (_, name) => parameters[name] ?? '1')

async function ask(method: string, path: string, { headers, query }: Credential) {
  const { body, type } = BODIES[`${method} ${path}`] ?? {}
  const search = [path.startsWith('/api/') && 'dry_run=1', query].filter(Boolean).join('&')
  const answer = await blog.fetch(`${fill(path)}?${search}`, {
    method,
    headers: { ...headers, ...(type && { 'Content-Type': type }) },
    ...(body && { body }),
  })
  if (answer.headers.has('Set-Cookie')) cookies.push(`${method} ${path}`)
  const named = [...answer.headers].filter(([name]) => !/^(date|content-encoding)$/.test(name))
  return { status: answer.status, told: JSON.stringify([named, await answer.text()]) }
}

/** A few at a time. */
async function all<Each>(list: Each[], act: (each: Each) => Promise<void>): Promise<void> {
  const rest = [...list]
  const work = async () => {
    for (let each = rest.shift(); each !== undefined; each = rest.shift()) await act(each)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

test('the table has every operation of the app, and no other', () => {
  const named = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  expect(Object.keys(TABLE).sort()).toEqual([...named].sort())
  const routes = author.routes.filter(({ method }) => method !== 'ALL')
  const served = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  expect([...new Set(served)].sort()).toEqual([...named].sort())
})

// Thousands of requests: a busy machine may take its time.
describe('every path of the API by every method', { timeout: 240_000 }, () => {
  const paths = [...new Set(operations.map(({ path }) => path)), '/api', '/api/nothing']

  test('401, the same to the byte, for what opens nothing', async () => {
    const expected = await ask('GET', '/api/posts', { name: '', headers: {} })
    expect(expected.status).toBe(401)
    const cases = paths.flatMap((path) => METHODS.map((method) => ({ path, method })))
    await all(cases, async ({ path, method }) => {
      for (const credential of bad) {
        const { status, told } = await ask(method, path, credential)
        const same = method === 'HEAD' || told === expected.told
        if (status !== 401 || !same)
          surprises.push(`${method} ${path}, ${credential.name}: ${status}`)
      }
    })
    expect(surprises.splice(0)).toEqual([])
  })

  test('what each scope alone opens, and the owner', async () => {
    const owner = { name: 'owner', headers: { Authorization: `Bearer ${blog.token}` } }
    const cases = paths.flatMap((path) => METHODS.map((method) => ({ path, method })))
    await all(cases, async ({ path, method }) => {
      for (const [scope, credential] of [['owner', owner] as const, ...scoped]) {
        const { status } = await ask(method, path, credential)
        const wanted = expectedStatus(method, path, scope)
        if (status !== wanted)
          surprises.push(`${method} ${path}, ${scope}: ${status}, not ${wanted}`)
      }
    })
    expect(surprises.splice(0)).toEqual([])
  })

  function expectedStatus(method: string, path: string, scope: string): number {
    if (!operations.some((each) => each.path === path)) return 404
    const row = TABLE[`${method === 'HEAD' ? 'GET' : method} ${path}`]
    if (!row) return method === 'OPTIONS' ? 204 : 405
    const [status, ...scopes] = row
    return scope === 'owner' || scopes.includes(scope) ? status : 403
  }
})

test("a reader's address tells everybody the same: no credential counts there", async () => {
  const routes = reader.routes.filter(({ method, path }) => method === 'GET' && path !== '*')
  const paths = [...new Set(routes.map(({ path }) => path)), '/images/:key', '/nothing/here']
  const owner = { name: 'owner', headers: { Authorization: `Bearer ${blog.token}` } }
  const some = [owner, ...bad.filter(({ name }) => /^(wrong|a cookie|Basic)$/.test(name))]
  await all(paths, async (path) => {
    for (const method of METHODS) {
      const expected = await ask(method, path, { name: 'none', headers: {} })
      const reads = method === 'GET' || method === 'HEAD'
      if (!reads && expected.status !== 405) surprises.push(`${method} ${path}: ${expected.status}`)
      for (const credential of reads ? some : [owner]) {
        const { status, told } = await ask(method, path, credential)
        if (status !== expected.status || told !== expected.told) {
          surprises.push(`${method} ${path}, ${credential.name}: ${status}`)
        }
      }
    }
  })
  expect(surprises.splice(0)).toEqual([])
})

test('no answer sets a cookie', () => expect(cookies).toEqual([]))

test('none of it has changed anything', async () => {
  const log = (await (await blog.api('/api/log?post=known')).json()) as { entries: unknown[] }
  expect(log.entries).toHaveLength(2)
  expect((await blog.fetch('/posts/brand-new')).status).toBe(404)
  expect((await blog.fetch(`/images/${parameters.key}`)).status).toBe(200)
})
