/** Streams an object of R2 with prepared headers. */

const prepared = new Map()

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname
    let headers = prepared.get(path)
    if (!headers) {
      headers = await env.POSTS.get(`headers:${path}`, 'json')
      prepared.set(path, headers)
    }
    const object = await env.IMAGES.get(path.slice(1))
    return new Response(object.body, { headers })
  },
}
