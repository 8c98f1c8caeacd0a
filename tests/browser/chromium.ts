/** Finds the Chromium of this machine and drives it; says loudly when there is none. */

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** `CHROMIUM` names one; else the first on the path. Null, with a loud word, when there is none. */
export function findChromium(): string | null {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((directory) => NAMES.map((name) => join(directory, name)))
  const found = [process.env.CHROMIUM ?? '', ...onPath, MAC].find(
    (path) => path && existsSync(path),
  )
  if (!found) {
    console.log(
      '\n!!! NO CHROMIUM HERE: no page was looked at in a real browser. ' +
        'Install chromium, or name one in CHROMIUM=/path/to/it. !!!\n',
    )
  }
  return found ?? null
}

export function launch(executablePath: string): Promise<Browser> {
  // Containers have no user namespaces for Chromium's own sandbox; it shows nothing but our pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] })
}
