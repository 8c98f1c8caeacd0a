/** Runs the built command, as an author does, in a home of its own. */

import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, root } from '../house/rooms.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
  input?: string
}

/** Builds what `npm pack` packs, into a directory of its own. Remove it when done. */
export function buildCommand() {
  const directory = mkdtempSync(join(tmpdir(), 'deckle-command-'))
  const script: string = JSON.parse(read('package.json')).scripts['build:cli']
  const build = script.split(' && ').at(-1) ?? ''
  execFileSync('sh', ['-c', build.replace('--outdir=dist', `--outdir=${directory}/dist`)], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
  })
  cpSync(join(root, 'package.json'), join(directory, 'package.json'))
  return {
    directory,
    run: (args: string[], options: RunOptions): Promise<Ran> => run(directory, args, options),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function run(directory: string, args: string[], { cwd, env, input }: RunOptions): Promise<Ran> {
  const { PATH = '', TMPDIR = '' } = process.env
  const { promise, resolve } = Promise.withResolvers<Ran>()
  const environment = { PATH, TMPDIR, HOME: join(directory, 'home'), LANG: 'C', ...env }
  const child = execFile(
    process.execPath,
    [join(directory, 'dist/deckle.js'), ...args],
    { cwd, env: environment as unknown as NodeJS.ProcessEnv },
    (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
  )
  child.stdin?.end(input ?? '')
  return promise
}
