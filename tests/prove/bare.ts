/** A process of the same runtime whose Worker answers always the same: what the runtime takes by itself. */

import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { readWranglerToml } from '../wrangler-toml.ts'

/** Starts one; `readyAt` is when it listened, as `performance.now()` tells it. */
export async function openBare(body: string) {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: `
        const bytes = new TextEncoder().encode(${JSON.stringify(body)})
        const headers = { 'Content-Type': 'text/html; charset=utf-8' }
        export default { fetch: () => new Response(bytes, { headers }) }`,
      compatibilityDate: readWranglerToml().compatibility_date,
      cf: false,
      telemetry: { enabled: false },
    }),
  )
  const url = (await miniflare.ready).origin
  return { url, readyAt: performance.now(), dispose: () => miniflare.dispose() }
}
