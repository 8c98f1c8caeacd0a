/** The entry: mounts the routes and exports the ledger. */

export { Ledger } from './ledger/ledger.ts'

export default { fetch: () => new Response('Deckle') }
