/** Stores what it is sent, a picture in R2 and all else in KV, and does nothing more: `?stream` holds nothing of it. */

export default {
  async fetch(request, env) {
    const { pathname, search } = new URL(request.url)
    const store = pathname.startsWith('/images/') ? env.IMAGES : env.POSTS
    const body = search === '?stream' ? request.body : await request.arrayBuffer()
    await store.put(`bare:${pathname}`, body)
    return new Response(null, { status: 200 })
  },
}
