/** Runs the real Worker on this machine: `wrangler dev`, in a process group that ends as a whole. */

import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface DevServer {
  /** Origin as a browser on this machine writes it. */
  url: string
  /** Resolves when the Worker answers; rejects when wrangler ends first. */
  ready: Promise<void>
  /** Resolves to the exit code when wrangler ends by itself. */
  ended: Promise<number>
  /** Ends wrangler and every process it started. */
  stop(): Promise<void>
}

/** How long wrangler has to bundle the Worker and start the runtime, in milliseconds. */
const STARTUP = 60_000
/** How long it has to end before it is killed, in milliseconds. */
const GRACE = 5_000

/** Starts the Worker. Stop it, or end this process, and nothing of it is left. */
export function runDevServer(root: string, port: number): DevServer {
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, wranglerArguments(root, port, url), {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.on('exit', (code) => resolve(code ?? 1))
    child.on('error', reject)
  })
  const signal = (name: NodeJS.Signals | 0): boolean => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, name)
    } catch {
      return false // ESRCH: nobody of the group is left
    }
  }
  process.once('exit', () => signal('SIGKILL'))
  return {
    url,
    ready: Promise.race([waitForAnswer(url), ended.then(refuse)]),
    ended,
    async stop() {
      signal('SIGTERM')
      const deadline = Date.now() + GRACE
      while (signal(0) && Date.now() < deadline) await wait(20)
      signal('SIGKILL')
    },
  }
}

/** Can this port be listened on, on every address a browser may take `localhost` for? */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen(port, host, () => server.close(() => resolve(true)))
    if (!(await promise)) return false
  }
  return true
}

function wranglerArguments(root: string, port: number, url: string): string[] {
  return [
    join(root, 'node_modules/wrangler/bin/wrangler.js'),
    'dev',
    ...['--port', String(port), '--var', `SITE_URL:${url}`],
    ...['--persist-to', join(root, '.wrangler/state'), '--log-level', 'warn'],
    '--show-interactive-dev-session=false',
  ]
}

async function waitForAnswer(url: string): Promise<void> {
  const deadline = Date.now() + STARTUP
  while (Date.now() < deadline) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => null)
    await answer?.body?.cancel()
    if (answer) return
    await wait(100)
  }
  throw new Error(`The Worker did not answer at ${url} within ${STARTUP / 1000} s.`)
}

function refuse(code: number): never {
  throw new Error(`wrangler ended with code ${code} before the Worker answered.`)
}
