/** Writes to the terminal: lasting lines, and one progress line that the next output replaces. */

import type { WriteStream } from 'node:tty'

export interface Terminal {
  /** A line that stays. */
  say(line: string): void
  /** What is being done right now; an empty text ends it. Where there is no terminal it is not shown. */
  progress(text: string): void
}

export function openTerminal(out: WriteStream): Terminal {
  let shown = false
  const clear = () => {
    if (shown) out.write('\r\x1b[2K')
    shown = false
  }
  return {
    say(line) {
      clear()
      out.write(`${line}\n`)
    },
    progress(text) {
      if (!out.isTTY) return
      clear()
      out.write(text.slice(0, out.columns - 1))
      shown = text !== ''
    },
  }
}
