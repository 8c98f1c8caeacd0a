/**
 * Shows the folder in a browser while it is being written: drafts and all, each page loaded anew when a file changes.
 * It listens on this machine alone, and answers to no other name than its own, lest a site of others reads it.
 */

import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { COPY_HASH } from '../../pages/copy.ts'
import type { Site } from '../../site.ts'
import { Desk } from './desk.ts'
import { printPost } from './document.ts'
import { printIndex, printMissing } from './notes.ts'

/** A page on the author's own machine may run a script: this one. */
const RELOAD = `new EventSource('/changes').onmessage=()=>location.reload()`
const HASH = createHash('sha256').update(RELOAD).digest('base64')
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; media-src https:; ` +
    `frame-src https:; connect-src 'self'; script-src 'sha256-${HASH}' ${COPY_HASH}`,
  'X-Content-Type-Options': 'nosniff',
}

export interface LiveServer {
  url: string
  /** Says that something has changed: every open page is loaded anew. */
  changed(): void
  close(): void
}

export async function openLiveServer(root: string, site: Site): Promise<LiveServer> {
  const desk = new Desk(root, site)
  const listeners = new Set<ServerResponse>()
  let host = ''
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk')
    if (request.headers.host !== host) return void response.writeHead(403).end()
    if (pathname === '/changes') return listen(response)
    try {
      await answer(response, decodeURIComponent(pathname))
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error))
      response.writeHead(500, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(message)
    }
  })

  async function answer(response: ServerResponse, path: string): Promise<void> {
    const [, room = '', name = ''] = path.split('/')
    if (path === '/') return page(response, 200, printIndex(root, await desk.list()))
    const picture = room === 'images' ? await desk.picture(name) : null
    if (picture) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': picture.type })
      return void response.end(picture.bytes)
    }
    const post = await desk.find(room === 'posts' ? name : room)
    if (post) return page(response, 200, printPost(site, post))
    page(response, 404, printMissing(root, await desk.list()))
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' })
    response.write(':\n\n')
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    changed() {
      for (const listener of listeners) listener.write('data: changed\n\n')
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function page(response: ServerResponse, status: number, html: string | Uint8Array): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' })
  response.write(html)
  response.end(`<script>${RELOAD}</script>`)
}
