/** The real deploy, offline: what reaches Cloudflare is what wrangler.toml means, and it serves a post. */

import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../house/rooms.ts'
import { openBlog } from '../world.ts'
import { readWranglerToml } from '../wrangler-toml.ts'
import { ACCOUNT_ID, startCloudflare, type Upload } from './cloudflare.ts'

const SECRET = 'a-secret-that-only-the-test-knows'
const settings = readWranglerToml()

let cloudflare: Awaited<ReturnType<typeof startCloudflare>>
let checkout: string
let output: string
let uploaded: Upload

beforeAll(async () => {
  cloudflare = await startCloudflare()
  checkout = mkdtempSync(join(tmpdir(), 'deckle-deploy-'))
  for (const name of ['src', 'package.json', 'tsconfig.json', 'wrangler.toml']) {
    cpSync(join(root, name), join(checkout, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  // As the workflow does it: the secret comes in a file that is no part of the checkout.
  writeFileSync(join(checkout, 'secrets.json'), JSON.stringify({ AUTHOR_TOKEN: SECRET }))
  output = await deploy('--secrets-file', 'secrets.json')
  uploaded = cloudflare.account.uploads[0] as Upload
}, 120_000)
afterAll(async () => {
  await cloudflare.close()
  rmSync(checkout, { recursive: true, force: true })
})

function deploy(...args: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const child = spawn(
    process.execPath,
    [join(checkout, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', ...args],
    {
      cwd: checkout,
      env: {
        ...process.env,
        CI: '1',
        HOME: checkout,
        CLOUDFLARE_API_BASE_URL: cloudflare.url,
        CLOUDFLARE_API_TOKEN: 'an-api-token',
        CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID,
      },
    },
  )
  let text = ''
  const hear = (chunk: Buffer) => {
    text += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(text))))
  return promise
}

const bindings = (type: string) =>
  uploaded.metadata.bindings
    .filter((each) => each.type === type)
    .map(({ type: _, ...rest }) => rest)

describe('the first deploy', () => {
  test('makes the KV namespace and the bucket, and asks nothing that is not known', () => {
    expect(cloudflare.account.namespaces).toEqual([{ id: 'f'.repeat(32), title: 'deckle-posts' }])
    expect(cloudflare.account.buckets).toEqual([{ name: 'deckle-images' }])
    expect(cloudflare.account.strange).toEqual([])
    expect(cloudflare.account.onWorkersDev).toBe(true)
  })

  test('binds them, the ledger, the limiter and the version, as wrangler.toml names them', () => {
    expect(bindings('kv_namespace')).toEqual([{ name: 'POSTS', namespace_id: 'f'.repeat(32) }])
    expect(bindings('r2_bucket')).toEqual([{ name: 'IMAGES', bucket_name: 'deckle-images' }])
    expect(bindings('durable_object_namespace')).toEqual([{ name: 'LEDGER', class_name: 'Ledger' }])
    expect(bindings('ratelimit')).toEqual(settings.ratelimits)
    expect(bindings('version_metadata')).toEqual([{ name: settings.version_metadata.binding }])
    const names = uploaded.metadata.bindings.map(({ name }) => name)
    const wanted = Object.values(settings).flatMap((each) => (Array.isArray(each) ? each : []))
    expect(names).toEqual(expect.arrayContaining(wanted.map((each) => each.binding ?? each.name)))
  })

  test('sends every setting as text, and the secret as a secret that is nowhere shown', () => {
    const sent = bindings('plain_text').map(({ name, text }) => [name, text])
    expect(Object.fromEntries(sent)).toEqual(settings.vars)
    expect(bindings('secret_text')).toEqual([{ name: 'AUTHOR_TOKEN', text: SECRET }])
    expect(output).not.toContain(SECRET)
    const bytes = [...uploaded.modules.values()].map((each) => Buffer.from(each).toString())
    expect(bytes.filter((text) => text.includes(SECRET))).toEqual([])
  })

  test('turns on Workers Cache and logs, and keeps the ledger in SQLite', () => {
    expect(uploaded.metadata).toMatchObject({
      main_module: 'worker.js',
      compatibility_date: settings.compatibility_date,
      cache_options: { enabled: true },
      observability: { enabled: true },
      exports: { Ledger: { type: 'durable-object', storage: 'sqlite' } },
    })
    expect([...uploaded.modules.keys()].sort()).toEqual(['worker.js', 'worker.js.map'])
  })

  test('writes no id into wrangler.toml', () => {
    const after = readFileSync(join(checkout, 'wrangler.toml'), 'utf8')
    expect(after).toBe(readFileSync(join(root, 'wrangler.toml'), 'utf8'))
  })
})

test('without the secret nothing is uploaded, and it says which is missing', async () => {
  const before = cloudflare.account.uploads.splice(0)
  await expect(deploy()).rejects.toThrow(/AUTHOR_TOKEN/)
  expect(cloudflare.account.uploads).toEqual([])
  cloudflare.account.uploads.push(...before)
})

test('a second deploy needs no secret, makes nothing again, and binds the same', async () => {
  // As the workflow does it once its secret is gone: none is in the file, and it names its repository.
  writeFileSync(join(checkout, 'none.json'), '{}')
  await deploy('--secrets-file', 'none.json', '--var', 'OIDC_REPOSITORY_ID:42')
  const { uploads, namespaces, buckets, strange } = cloudflare.account
  expect([uploads.length, namespaces.length, buckets.length, strange]).toEqual([2, 1, 1, []])
  expect(uploads[1]?.metadata.keep_bindings).toContain('secret_text')
  const kinds = (upload?: Upload) =>
    upload?.metadata.bindings.map(({ name }) => name).filter((name) => name !== 'AUTHOR_TOKEN')
  expect(kinds(uploads[1])?.sort()).toEqual(kinds(uploads[0])?.sort())
  const setting = uploads[1]?.metadata.bindings.find(({ name }) => name === 'OIDC_REPOSITORY_ID')
  expect(setting).toMatchObject({ type: 'plain_text', text: '42' })
})

test('the very bundle that was uploaded serves a post to a reader, and takes it from the author alone', async () => {
  writeFileSync(join(checkout, 'worker.js'), uploaded.modules.get('worker.js') ?? '')
  const blog = await openBlog({ bundle: checkout, token: SECRET })
  try {
    const refused = await blog.fetch('/api/posts', { method: 'POST' })
    expect(refused.status).toBe(401)
    expect((await blog.push('first.md', '# From the cloud\n\n你好，世界。\n')).status).toBe(201)
    const page = await blog.fetch('/posts/first')
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('你好，世界。')])
  } finally {
    await blog.close()
  }
})
