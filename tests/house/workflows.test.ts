/** The workflows: each action is pinned, none may do more than it needs, and what they run is there. */

import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { parse } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCommand } from '../../src/cli/commands.ts'
import { buildCommand } from '../cli/deckle.ts'
import { type Blog, openBlog } from '../world.ts'
import { files, read, root } from './rooms.ts'

interface Step {
  name?: string
  uses?: string
  run?: string
  with?: Record<string, string>
  env?: Record<string, string>
  'working-directory'?: string
}
interface Job {
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  steps: Step[]
}
interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

const ACTION = '.github/actions/deckle/action.yml'
const ITS_PATH = /\$\{\{ github\.action_path \}\}/
const paths = files.filter((path) => /^\.github\/.*\.ya?ml$/.test(path))
const workflows = paths
  .filter((path) => path !== ACTION)
  .map((path) => [path, load(read(path)) as Workflow] as const)
const action = load(read(ACTION)) as {
  inputs: Record<string, { default?: string }>
  runs: { steps: Step[] }
}
const steps: [string, Step][] = [
  ...workflows.flatMap(([path, { jobs }]) =>
    Object.values(jobs).flatMap((job) => job.steps.map((step): [string, Step] => [path, step])),
  ),
  ...action.runs.steps.map((step): [string, Step] => [ACTION, step]),
]

test('there are the deploy, the push of posts alone, and the action', () => {
  expect(paths.sort()).toEqual([
    ACTION,
    '.github/workflows/deploy.yml',
    '.github/workflows/publish.yml',
  ])
})

test('every action of others is pinned by its commit, with its version beside it', () => {
  const lines = paths.flatMap((path) => read(path).match(/^.*\buses:.*$/gm) ?? [])
  const foreign = lines.filter((line) => !/uses: \.\//.test(line))
  expect(foreign.length).toBeGreaterThan(4)
  for (const line of foreign) {
    expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  }
  const named = foreign.map((line) => line.replace(/^.*uses: /, ''))
  const versions = Map.groupBy(named, (text) => text.split('@')[0])
  for (const [name, all] of versions) expect(new Set(all).size, name).toBe(1)
})

test('every action of ours is there', () => {
  const ours = steps.flatMap(([, { uses }]) => (uses?.startsWith('./') ? [uses] : []))
  expect(ours.length).toBeGreaterThan(1)
  for (const uses of ours)
    expect(`${uses.replace(/^\.\/(\.deckle\/)?/, '')}/action.yml`).toBe(ACTION)
})

describe.each(workflows)('%s', (_, { on, permissions, jobs }) => {
  test('reads the repository, and a job that speaks to the blog asks who it is; nobody writes', () => {
    expect(permissions).toEqual({ contents: 'read' })
    for (const [name, job] of Object.entries(jobs)) {
      const pushes = job.steps.some(({ uses }) => uses?.endsWith('/deckle'))
      const allowed = pushes ? { contents: 'read', 'id-token': 'write' } : undefined
      expect([name, job.permissions]).toEqual([name, allowed])
    }
  })

  test('is not started by strangers with our rights, and ends', () => {
    expect(Object.keys(on)).not.toContain('pull_request_target')
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(20)
  })
})

test('no checkout leaves its credentials behind', () => {
  const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'))
  for (const [path, step] of checkouts) {
    expect(step.with?.['persist-credentials'], path).toBe(false)
  }
})

test('nothing that GitHub fills in becomes part of a script, and secrets are environment', () => {
  for (const [path, { run = '', with: given = {} }] of steps) {
    expect(run, path).not.toContain('${{')
    expect(JSON.stringify(given), path).not.toContain('secrets.')
  }
})

test('posts are pushed without a stored token', () => {
  for (const [path, { uses, with: given = {} }] of steps) {
    if (uses?.endsWith('/deckle')) expect(Object.keys(given), path).toEqual(['blog'])
  }
  expect(action.inputs.token?.default).toBe('')
})

test('the button asks for every secret, and for what only the owner knows', () => {
  const { secrets, vars } = parse(read('wrangler.toml')) as {
    secrets: { required: string[] }
    vars: object
  }
  const { bindings } = JSON.parse(read('package.json')).cloudflare
  for (const name of Object.keys(bindings))
    expect([...secrets.required, ...Object.keys(vars)]).toContain(name)
  expect(Object.keys(bindings)).toEqual(expect.arrayContaining([...secrets.required, 'SITE_URL']))
  const examples = [...read('.dev.vars.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name)
  expect(examples).toEqual(secrets.required)
  expect(read('README.md')).toContain('(https://deploy.workers.cloudflare.com/?url=')
})

describe('the action', () => {
  let blog: Blog
  let command: ReturnType<typeof buildCommand>
  beforeAll(async () => {
    command = buildCommand()
    blog = await openBlog()
  })
  afterAll(async () => {
    await blog.close()
    command.remove()
  })

  test('stands where it finds the command, which knows what it is told to do', () => {
    const build = action.runs.steps.find((step) => step['working-directory'])
    const up = build?.['working-directory']?.replace(ITS_PATH, dirname(ACTION))
    expect(join(root, up ?? '', '.')).toBe(join(root, '.'))
    expect(findCommand(action.inputs.command?.default ?? '')).not.toBeNull()
    const scripts = JSON.parse(read('package.json')).scripts
    for (const [, name = ''] of (build?.run ?? '').matchAll(/npm run (?:--silent )?(\S+)/g)) {
      expect(scripts).toHaveProperty([name])
    }
  })

  test('pushes a folder', async () => {
    const { run = '', env = {} } = action.runs.steps.at(-1) ?? {}
    const inputs: Record<string, string> = {
      blog: blog.url,
      token: blog.token ?? '',
      ...Object.fromEntries(
        Object.entries(action.inputs).flatMap(([name, input]) =>
          input.default ? [[name, input.default]] : [],
        ),
      ),
    }
    const filled = Object.entries(env).map(([name, value]) => {
      const there = value.replace(ITS_PATH, `${command.directory}/a/b/c`)
      return [name, there.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, key) => inputs[key] ?? '')]
    })
    const { promise, resolve } = Promise.withResolvers<string>()
    const home = { PATH: process.env.PATH, HOME: command.directory, LANG: 'C' }
    const environment = { ...home, ...Object.fromEntries(filled) } as NodeJS.ProcessEnv
    execFile('bash', ['-e', '-c', run], { cwd: root, env: environment }, (error, out, err) =>
      resolve(error ? `${error.message}${err}` : out),
    )
    expect(await promise).toMatch(/^[1-9]\d* created, 0 updated, 0 unchanged/m)
  })
})
