/** `npm start`: runs the blog on this machine, pushes `content/` to it, and keeps both fresh. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'smol-toml'
import { checkTimezone, readSite, type SiteVars } from '../site.ts'
import { pad } from './columns.ts'
import { isPortFree, runDevServer } from './dev-server.ts'
import { ensureToken } from './dev-vars.ts'
import { speak } from './language.ts'
import { Memory } from './memory.ts'
import { type Outcome, pushFolder } from './push.ts'
import { Remote } from './remote.ts'
import { openTerminal } from './terminal.ts'
import { watchFolder } from './watch.ts'
import { chooseWords } from './words.ts'

const root = join(import.meta.dirname, '../..')
const content = join(root, 'content')
const terminal = openTerminal(process.stdout)
const words = speak({
  en: {
    inUse: (port: number) =>
      `Port ${port} is in use. Choose another: npm start -- --port ${port + 1}`,
    badPort: (port: string) => `--port takes a number from 1 to 65535, not "${port}".`,
    made: 'Made an author token in .dev.vars',
    starting: 'starting the Worker …',
    pushed: (n: number) => `${n} pushed`,
    blog: 'blog',
    token: 'token',
    running: 'Changes under src/ and content/ show at once. Ctrl-C stops.',
  },
  zh: {
    inUse: (port: number) => `端口 ${port} 已被占用。请换一个：npm start -- --port ${port + 1}`,
    badPort: (port: string) => `--port 要 1 到 65535 的数字，不能是“${port}”。`,
    made: '已在 .dev.vars 里生成作者令牌',
    starting: '正在启动 Worker……',
    pushed: (n: number) => `推送 ${n}`,
    blog: '博客',
    token: '令牌',
    running: 'src/ 和 content/ 里的改动立刻可见。Ctrl-C 停止。',
  },
})

try {
  await start(readPort(process.argv.slice(2)))
} catch (error) {
  terminal.say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function start(port: number): Promise<void> {
  const site = readSite(readVars())
  checkTimezone(site)
  if (!(await isPortFree(port))) {
    throw new Error(words.inUse(port))
  }
  const { token, made } = ensureToken(join(root, '.dev.vars'))
  if (made) terminal.say(words.made)
  terminal.progress(words.starting)
  const server = runDevServer(root, port)
  const stop = () => server.stop().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  if (process.env.npm_lifecycle_event) whenOrphaned(stop)
  await server.ready

  const options = {
    remote: new Remote(server.url, token),
    timezone: site.timezone,
    terminal,
    words: chooseWords(),
    memory: new Memory(null),
    mine: true,
  }
  const push = async () => terminal.say(tell(await pushFolder(content, options)))
  if (existsSync(content)) {
    await push()
    watchFolder(content, () => push().catch((error) => terminal.say(String(error))))
  }
  terminal.say(`
  ${pad(words.blog, 5)}   ${server.url}
  ${pad('API', 5)}   ${server.url}/api
  ${pad(words.token, 5)}   ${token}

${words.running}`)
  process.exitCode = await server.ended
}

/** npm's shell passes no signal on: a SIGTERM to npm shows only in that the shell is gone. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, 500)
  timer.unref()
}

function tell({ created, updated, unchanged, refused }: Outcome): string {
  const { unchanged: left, refused: not, and } = chooseWords()
  const parts = [words.pushed(created + updated), left(unchanged)]
  if (refused.length > 0) parts.push(not(refused.length))
  return `content/: ${parts.join(and)}`
}

/** Throws a message that says how it is meant. */
function readPort(args: string[]): number {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: '8787' } } })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(words.badPort(values.port))
  }
  return port
}

/** The settings as wrangler will give them to the Worker. */
function readVars(): SiteVars {
  const { vars = {} } = parse(readFileSync(join(root, 'wrangler.toml'), 'utf8')) as {
    vars?: SiteVars
  }
  return vars
}
