/** The entry: mounts the routes, answers errors in one place, and exports the ledger. */

import { WorkerEntrypoint } from 'cloudflare:workers'
import { Hono } from 'hono/tiny'
import { removeImages } from './images/store.ts'
import type { CardTitle } from './ledger/protocol.ts'
import type { Picture } from './post/post.ts'
import { imageTag, serveImage } from './routes/images.ts'
import { answerFromMemory, forget } from './routes/memory.ts'
import { onError } from './routes/problem.ts'
import { purge } from './routes/purge.ts'
import { readAgain } from './routes/reader/read.ts'
import { reader } from './routes/reader.ts'
import { WIDTHS } from './urls.ts'

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
    const route = () => app.fetch(request, this.env, this.ctx)
    return answerFromMemory(request) ?? readAgain(request, this.env, route)
  }

  /** Called by the ledger when pages changed: a purge reaches only what the entrypoint that asks has cached. */
  async purge(tags: string[]): Promise<void> {
    forget()
    await purge(this.ctx, tags)
  }

  /** Called by the ledger for a post without a picture. Null when its card cannot be drawn now. */
  async drawCard(post: CardTitle): Promise<Picture | null> {
    const { makeCard } = await import('./routes/author/cards.ts')
    return makeCard(this.env, post)
  }

  /** Called by the ledger with pictures that no post shows. Without a bucket they are gone already. */
  async removeImages(keys: string[]): Promise<void> {
    const bucket = this.env.IMAGES as R2Bucket | undefined
    if (bucket) await removeImages(bucket, keys, WIDTHS)
    await purge(this.ctx, keys.map(imageTag))
  }
}
