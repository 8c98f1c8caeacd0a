/** The entry: mounts the routes and exports the ledger. */

import { WorkerEntrypoint } from 'cloudflare:workers'

export { Ledger } from './ledger/ledger.ts'

export default class Deckle extends WorkerEntrypoint<Env> {
  override fetch(_request: Request): Response {
    return new Response('Deckle')
  }

  /** Called by the ledger: a purge reaches only the pages of the entrypoint that asks for it. */
  async purge(tags: string[]): Promise<void> {
    await this.ctx.cache?.purge({ tags })
  }
}
