/** A server that passes the blog on without its Content-Security-Policy, and serves pages of its own. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Payload } from './payloads.ts'

/** `pages`: HTML by path; whatever else is asked comes from `origin`. */
export async function laxServer(origin: string, own: Record<string, string>) {
  const pages = new Map(Object.entries(own))
  const server = createServer(async (request, response) => {
    const page = pages.get(request.url ?? '')
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      return void response.end(`<!doctype html><title>own</title>${page}`)
    }
    const answer = await fetch(origin + request.url, { redirect: 'manual' })
    const headers = [...answer.headers].filter(
      ([name]) =>
        !/^(content-security-policy|content-(encoding|length)|transfer-encoding)$/.test(name),
    )
    response.writeHead(answer.status, Object.fromEntries(headers))
    response.end(new Uint8Array(await answer.arrayBuffer()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    pages,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The payloads one below the other, each followed by what ends whatever it may have opened. */
export const closed = (payloads: Payload[]): string =>
  payloads.map(({ id, text }) => `${text}\n\n${END}\n\nmark${id}mark\n`).join('\n')

const END =
  '--></textarea></script></style></title></xmp></noscript></template></select></iframe></noembed></noframes></object></svg></math></table></form>'
