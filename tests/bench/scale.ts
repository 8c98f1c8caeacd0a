/** `npm run bench -- scale`: the same page from the blog, from nginx as a file, and rendered by Express, for scale. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cpuMicroseconds, pin } from './cpu.ts'
import { line, show, summarise } from './figures.ts'
import { fire } from './load.ts'
import { longPost } from './posts.ts'
import { type Stage, TOKEN } from './stage.ts'

const ROUNDS = 9
const REQUESTS = 500
const PAGE = '/posts/scale'

/** Something that answers `PAGE`, and the processes that do so. */
interface Server {
  what: string
  origin: string
  pids: () => number[]
  close: () => void
}

/** Prints the CPU of a request to each: all of its processes, by the kernel's accounting. */
export async function measureScale(stage: Stage): Promise<void> {
  console.log('\nCPU of a request for one post, beside what others take to send the same page')
  const disk = await mkdtemp(join(tmpdir(), 'deckle-scale-'))
  const worker = (what: string, name: string): Server => {
    return { what, origin: stage.url(name), pids: () => [stage.pid], close: () => {} }
  }
  const servers = [worker('from memory', 'blog'), worker('from KV', 'blog-from-kv')]
  try {
    const page = await publish(stage)
    for (const open of [openNginx, openExpress]) {
      const server = await open(disk, page)
      if (server) servers.push(server)
    }
    for (const server of servers) await spend(server)
    const costs = new Map<Server, number[]>(servers.map((server) => [server, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [server, own] of costs) own.push(await spend(server))
    }
    for (const [{ what }, own] of costs) {
      line(what, `${show(summarise(own), 0)} µs`, `${page.length} bytes`)
    }
  } finally {
    for (const { close } of servers) close()
    await rm(disk, { recursive: true, force: true })
  }
}

async function spend({ origin, pids }: Server): Promise<number> {
  const read = () => pids().reduce((sum, pid) => sum + cpuMicroseconds(pid), 0)
  const before = read()
  await fire(REQUESTS, () => ({ url: origin + PAGE }), 200)
  return (read() - before) / REQUESTS
}

async function publish(stage: Stage): Promise<Uint8Array<ArrayBuffer>> {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'text/markdown' }
  const url = stage.url('blog')
  const answer = await fetch(`${url}/api${PAGE}`, { method: 'PUT', headers, body: longPost() })
  if (!answer.ok) throw new Error(await answer.text())
  return new Uint8Array(await (await fetch(url + PAGE)).arrayBuffer())
}

/** The page as a file. Null, and a line that says so, where nginx is not installed. */
async function openNginx(disk: string, page: Uint8Array): Promise<Server | null> {
  const what = 'nginx, a static file'
  const port = await freePort()
  await mkdir(join(disk, 'posts'), { recursive: true })
  await writeFile(join(disk, 'posts/scale'), page)
  await writeFile(
    join(disk, 'nginx.conf'),
    `worker_processes 1; pid ${disk}/nginx.pid; error_log stderr error; daemon off;
     events { worker_connections 256; }
     http {
       access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
       client_body_temp_path ${disk}; proxy_temp_path ${disk}; fastcgi_temp_path ${disk};
       uwsgi_temp_path ${disk}; scgi_temp_path ${disk};
       server { listen 127.0.0.1:${port}; root ${disk}; }
     }`,
  )
  // Its worker must be allowed to read the page.
  const user = process.getuid?.() === 0 ? ['-g', 'user root;'] : []
  const child = spawn('nginx', ['-p', disk, '-c', join(disk, 'nginx.conf'), ...user], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const missing = await Promise.race([
    once(child, 'error').then(() => true),
    answers(port).then(() => false),
  ])
  if (missing) {
    line(what, 'not measured', 'nginx is not installed (Debian: apt-get install nginx-light)')
    return null
  }
  return served(what, port, child)
}

/** The page out of SQLite and a template. */
async function openExpress(disk: string, page: Uint8Array): Promise<Server> {
  const [head = '', article = '', foot = ''] = new TextDecoder()
    .decode(page)
    .split(/(<article.*<\/article>)/s)
  const title = /<title>(.*?)<\/title>/.exec(head)?.[1] ?? ''
  const path = join(disk, 'posts.sqlite')
  const database = new DatabaseSync(path)
  database.exec('CREATE TABLE posts (slug TEXT PRIMARY KEY, title, head, article, foot)')
  database
    .prepare('INSERT INTO posts VALUES (?, ?, ?, ?, ?)')
    .run('scale', title, head.replace(`<title>${title}</title>`, '<title></title>'), article, foot)
  database.close()
  const port = await freePort()
  const script = join(import.meta.dirname, 'servers/express.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, [script, path, String(port)], { env, stdio: 'inherit' })
  await answers(port)
  return served('Express, from SQLite', port, child)
}

/** On the runtime's core, as the blog. */
function served(what: string, port: number, child: ChildProcess): Server {
  const { pid = 0 } = child
  const pids = () => [pid, ...childrenOf(pid)]
  for (const each of pids()) pin(each, 0)
  return { what, origin: `http://127.0.0.1:${port}`, pids, close: () => child.kill() }
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits until somebody answers there. */
async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const answer = await fetch(`http://127.0.0.1:${port}${PAGE}`).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error(`nobody answers at ${port}`)
}
