/** Gets as many documents from KV as a page takes, at once, and answers prepared bytes with prepared headers. */

const answers = new Map()

export default {
  async fetch(request, env) {
    const url = request.url
    const path = url.slice(url.indexOf('/', 8))
    let answer = answers.get(path)
    if (!answer) {
      const headers = await env.POSTS.get(`headers:${path}`, 'json')
      const body = new Uint8Array(await env.POSTS.get(`answer:${path}`, 'arrayBuffer'))
      answer = { headers, body, keys: await env.POSTS.get(`keys:${path}`, 'json') }
      answers.set(path, answer)
    }
    const { headers, body, keys } = answer
    await Promise.all(keys.map((key) => env.POSTS.get(key, { type: 'arrayBuffer', cacheTtl: 30 })))
    return new Response(body, { headers })
  },
}
