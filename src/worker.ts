/** The entry: mounts the routes, answers errors in one place, and exports the ledger. */

import { WorkerEntrypoint } from 'cloudflare:workers'
import { Hono } from 'hono/quick'
import { serveImage } from './routes/images.ts'
import { answerFromMemory, forget } from './routes/memory.ts'
import { onError } from './routes/problem.ts'
import { purge } from './routes/purge.ts'
import { reader } from './routes/reader.ts'

export { Ledger } from './ledger/ledger.ts'

const app = new Hono<{ Bindings: Env }>()

app.all('/api/*', async (c) => {
  // The author's half is evaluated on its first use, so that a reader's cold start never pays for it.
  const { author } = await import('./routes/author/app.ts')
  return author.fetch(c.req.raw, c.env, c.executionCtx)
})
app.all('/images/:key', serveImage)
app.route('/', reader)
app.onError(onError)

export default class Deckle extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return answerFromMemory(request) ?? app.fetch(request, this.env, this.ctx)
  }

  /** Called by the ledger when pages changed: a purge reaches only what the entrypoint that asks has cached. */
  async purge(tags: string[]): Promise<void> {
    forget()
    await purge(this.ctx, tags)
  }
}
