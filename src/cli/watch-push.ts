/** `deckle push --watch`: pushes whenever the folder changes, and shows it in a browser meanwhile. */

import { readSite } from '../site.ts'
import { readSettings } from './blog.ts'
import { openLiveServer } from './live/server.ts'
import { reasonOf } from './unreachable.ts'
import { watchFolder } from './watch.ts'

export interface WatchOptions {
  root: string
  timezone: string
  /** Tells where the folder is shown. */
  shown(url: string): void
  /** Pushes once. What it throws is told, and the watch goes on. */
  push(): Promise<unknown>
  failed(message: string): void
}

/** Resolves when the author ends it (Ctrl-C, or a SIGTERM). Throws a SettingError for wrong settings in wrangler.toml. */
export async function watchAndPush(options: WatchOptions): Promise<void> {
  const { root, timezone, shown, push, failed } = options
  const live = await openLiveServer(root, { ...readSite(readSettings()), timezone })
  shown(live.url)
  const act = async () => {
    live.changed()
    await push().catch((error) => failed(reasonOf(error)))
  }
  // What changes during the first push is seen, too, and pushed after it.
  const first = Promise.withResolvers<void>()
  const watcher = watchFolder(root, () => first.promise.then(act))
  watcher.on('error', (error) => failed(reasonOf(error)))
  const ended = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.resolve())
  act().finally(first.resolve)
  await ended.promise
  watcher.close()
  live.close()
}
