/** Stores what it is sent, a picture in R2 and all else in KV, and does nothing more. */

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    const store = pathname.startsWith('/images/') ? env.IMAGES : env.POSTS
    await store.put(`bare:${pathname}`, await request.arrayBuffer())
    return new Response(null, { status: 200 })
  },
}
