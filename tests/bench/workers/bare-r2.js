/** Streams an object of R2 with prepared headers: whole, a range of it, or a 304. */

const prepared = new Map()

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname
    let headers = prepared.get(path)
    if (!headers) {
      headers = (await env.POSTS.get(`headers:${path}`, 'json')) ?? {}
      prepared.set(path, headers)
    }
    const asked = request.headers
    const object = await env.IMAGES.get(path.slice(1), { range: asked, onlyIf: asked })
    if (!object.body) return new Response(null, { status: 304, headers })
    if (!asked.has('Range')) return new Response(object.body, { headers })
    const { offset, length } = object.range
    const range = `bytes ${offset}-${offset + length - 1}/${object.size}`
    return new Response(object.body, {
      status: 206,
      headers: {
        ...headers,
        'Content-Range': range,
        'Content-Length': String(length),
        'X-Etag': object.httpEtag,
      },
    })
  },
}
