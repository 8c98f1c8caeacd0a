/** `npm start` in a fresh checkout: it runs, pushes, follows changes, and leaves nothing behind. */

import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../house/rooms.ts'

let checkout: string
let port: number

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), 'deckle-start-'))
  for (const name of ['src', 'package.json', 'tsconfig.json', 'wrangler.toml']) {
    cpSync(join(root, name), join(checkout, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  cpSync(join(root, 'content'), join(checkout, 'content'), { recursive: true })
  port = await freePort()
})
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

interface Run {
  /** As a terminal does it: to all of the foreground group. */
  interrupt(): void
  /** As a supervisor does it: to npm alone. */
  terminate(): void
  output(): string
  /** Waits for the text in what is printed from here on. */
  until(pattern: RegExp): Promise<void>
  ended: Promise<number | null>
}

function start(): Run {
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: checkout,
    detached: true,
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    interrupt: () => child.pid && process.kill(-child.pid, 'SIGINT'),
    terminate: () => child.kill('SIGTERM'),
    output: () => output,
    async until(pattern) {
      for (let left = 600; left > 0; left--) {
        if (pattern.test(output)) return
        await wait(100)
      }
      throw new Error(`${pattern} was not printed:\n${output}`)
    },
    ended,
  }
}

/** What is left of a run a moment after npm has ended: it does not wait for what it has started. */
async function left(): Promise<string[]> {
  for (let tries = 50; tries > 0 && findProcesses().length > 0; tries--) await wait(100)
  return findProcesses()
}

/** Processes whose command line names the checkout or the port. */
function findProcesses(): string[] {
  const lines = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map((pid) => {
      try {
        return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`
      } catch {
        return '' // it ended while we looked
      }
    })
  return lines.filter((line) => line.includes(checkout) || line.includes(`--port ${port}`))
}

test('a misspelt setting is named before anything starts', async () => {
  const file = join(checkout, 'wrangler.toml')
  const right = readFileSync(file, 'utf8')
  writeFileSync(file, right.replace('SITE_TITLE', 'SITE_TITEL'))
  const run = start()
  expect(await run.ended).toBe(1)
  expect(run.output()).toContain('There is no setting SITE_TITEL.')
  writeFileSync(file, right)
})

test('the first start pushes content/, and changes under content/ and src/ show', async () => {
  const run = start()
  try {
    await run.until(/Ctrl-C stops/)
    const posts = readdirSync(join(checkout, 'content')).filter((name) => name.endsWith('.md'))
    expect(run.output()).toContain(`${posts.length} pushed, 0 unchanged`)
    expect(run.output()).toContain(`http://localhost:${port}/api`)
    const token = /^ +token +(\S+)/m.exec(run.output())?.[1]
    expect(readFileSync(join(checkout, '.dev.vars'), 'utf8')).toBe(`AUTHOR_TOKEN=${token}\n`)

    writeFileSync(join(checkout, 'content/fresh.md'), '# A fresh sheet\n\nNew here.\n')
    await run.until(/1 pushed, \d+ unchanged/)
    const page = await fetch(`http://localhost:${port}/posts/fresh`)
    expect(await page.text()).toContain(
      `<link rel="canonical" href="http://localhost:${port}/posts/fresh"`,
    )

    // Whatever stands in src/ now is what answers.
    const worker = `export { Ledger } from './ledger/ledger.ts'
      export default { fetch: () => new Response('another sheet') }`
    writeFileSync(join(checkout, 'src/worker.ts'), worker)
    let answer = ''
    for (let tries = 100; tries > 0 && answer !== 'another sheet'; tries--) {
      await wait(100)
      answer = await fetch(`http://localhost:${port}/`).then((got) => got.text(), String)
    }
    expect(answer).toBe('another sheet')
    cpSync(join(root, 'src/worker.ts'), join(checkout, 'src/worker.ts'))
  } finally {
    run.interrupt()
  }
  await run.ended
  expect(await left()).toEqual([])
}, 120_000)

test('a second start pushes only what changed; a taken port is told; SIGTERM to npm ends all', async () => {
  const run = start()
  try {
    await run.until(/Ctrl-C stops/)
    expect(run.output()).toMatch(/ 0 pushed, \d+ unchanged/)
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`Port ${port} is in use`)
  } finally {
    run.terminate()
  }
  await run.ended
  expect(await left()).toEqual([])
}, 120_000)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
