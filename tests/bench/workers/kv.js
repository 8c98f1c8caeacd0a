/** Plays KV to a KV binding: the binding's own HTTP protocol over a map in memory. */

import { WorkerEntrypoint } from 'cloudflare:workers'

const METADATA = 'CF-KV-Metadata'
const values = new Map()
let puts = []
/** Keys that were got since the last time. */
const reads = new Set()

export class Kv extends WorkerEntrypoint {
  fetch(request) {
    return answer(request)
  }
}

/**
 * The same over HTTP, for the benchmark's own preparations; `GET /` lists the puts since the last time, `GET /?reads` the
 * keys that were got.
 */
export default {
  fetch(request) {
    const { pathname, search } = new URL(request.url)
    if (pathname !== '/') return answer(request)
    if (search === '?reads') {
      const list = [...reads]
      reads.clear()
      return Response.json(list)
    }
    const list = puts
    puts = []
    return Response.json(list)
  },
}

async function answer(request) {
  const { url, method } = request
  const end = url.indexOf('?')
  const key = decodeURIComponent(url.slice(url.indexOf('/', 8) + 1, end < 0 ? undefined : end))
  if (method === 'PUT') {
    const bytes = new Uint8Array(await request.arrayBuffer())
    values.set(key, { bytes, metadata: request.headers.get(METADATA) })
    puts.push([key, bytes.length])
    return new Response(null)
  }
  reads.add(key)
  const value = values.get(key)
  if (!value) return new Response(null, { status: 404 })
  const { bytes, metadata } = value
  return new Response(bytes, metadata === null ? {} : { headers: { [METADATA]: metadata } })
}
