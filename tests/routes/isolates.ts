/** Modules that stand in front of the Worker: who hears of purges, who is far away, and who tells the truth. */

/** Tells the test of purges, which the platform's own cache would be told. */
export const PURGING = `
import Deckle from './worker.js'
export * from './worker.js'
export default class extends Deckle {
  async purge(tags) {
    await super.purge(tags)
    const answer = await this.env.EDGE.fetch('http://edge/', { method: 'POST', body: JSON.stringify(tags) })
    if (!answer.ok) throw new Error('the purge failed')
  }
}`

/** Has no KV, and takes nothing it remembers for true: each document it is given is of another version. */
export const TRUTH = `
import Deckle from './worker.js'
const now = Date.now
let leaps = 0
export default class extends Deckle {
  constructor(ctx, env) {
    const get = async (key) => {
      const bytes = await env.LEDGER.getByName('ledger').document(key)
      const version = String(Math.random()).slice(2, 12).padStart(10, '1')
      return bytes && new Blob(['{"ver":1' + version, bytes.slice(8)]).arrayBuffer()
    }
    super(ctx, { ...env, POSTS: { get } })
  }
  fetch(request) {
    Date.now = () => now() + 2000 * leaps
    leaps++
    return super.fetch(request)
  }
}`

/** The same Worker in an isolate that no write makes forget. */
export const ELSEWHERE = `export { default } from './worker.js'`
