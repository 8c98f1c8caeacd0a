/** Builds, once for all tests, the very bundle that a deploy would upload. */

import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')

/** Runs wrangler offline. Gives its output, or throws with it. */
export function runWrangler(...args: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const child = spawn(process.execPath, [wrangler, ...args], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  child.on('error', reject)
  child.on('close', (code) =>
    code === 0 ? resolve(output) : reject(new Error(`wrangler ${args[0]} failed:\n${output}`)),
  )
  return promise
}

const bundleDirectory = () => join(root, '.wrangler', `bundle-${process.pid}`)

/** Builds the bundle into a directory of its own. Gives the directory. */
export async function buildBundle(): Promise<string> {
  const directory = bundleDirectory()
  await mkdir(directory, { recursive: true })
  await runWrangler('deploy', '--dry-run', '--outdir', directory)
  return directory
}

/** Vitest's global setup. A build that fails fails the tests that need it, and leaves the others be. */
export default async function setup(): Promise<() => Promise<void>> {
  try {
    process.env.DECKLE_BUNDLE = await buildBundle()
  } catch (error) {
    process.env.DECKLE_BUNDLE_ERROR = String(error)
  }
  return () => rm(bundleDirectory(), { recursive: true, force: true })
}
