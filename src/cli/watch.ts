/** Tells when a folder has changed and has been quiet for a moment. */

import { type FSWatcher, watch } from 'node:fs'

/** An editor saves in several steps; milliseconds of quiet after which a save is over. */
const QUIET = 150

/** Calls `changed` after each change, never twice at a time. Close the watcher to end it. */
export function watchFolder(folder: string, changed: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  return watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(changed)
    }, QUIET)
  })
}
