/** A load that costs little itself: keep-alive connections that each ask again as soon as they are answered. */

import { Agent, request } from 'node:http'

export interface Shot {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array
}

/** Sends `count` requests over `connections` connections. Throws when an answer is not of `status`. */
export async function fire(
  count: number,
  shoot: (index: number) => Shot,
  status: number,
  connections = 32,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let next = 0
  const lane = async () => {
    while (next < count) {
      const shot = shoot(next++)
      const got = await send(shot, agent)
      if (got !== status) throw new Error(`${shot.url} answered ${got}, not ${status}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
  agent.destroy()
}

function send({ url, method = 'GET', headers = {}, body }: Shot, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const length = body ? { 'Content-Length': String(body.length) } : {}
  const out = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
    answer.resume()
    answer.on('end', () => resolve(answer.statusCode ?? 0))
  })
  out.on('error', reject)
  out.end(body)
  return promise
}
