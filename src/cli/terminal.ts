/** Writes to the terminal: lasting lines, and one progress line that the next output replaces. */

import type { WriteStream } from 'node:tty'
import { cutTo } from './columns.ts'

export type Paint = 'red' | 'yellow' | 'green' | 'bold' | 'dim'

export interface Terminal {
  /** A line that stays. */
  say(line: string): void
  /** What is being done right now; an empty text ends it. Where there is no terminal it is not shown. */
  progress(text: string): void
  /** The text in a colour, where there is a terminal that shows it. */
  paint(colour: Paint, text: string): string
}

const CODES: Record<Paint, number> = { red: 31, yellow: 33, green: 32, bold: 1, dim: 2 }

/** `▓▓▓▓░░░░░░ 12/30`, for a progress line. */
export function drawBar(done: number, all: number): string {
  const full = all === 0 ? WIDTH : Math.round((done / all) * WIDTH)
  return `${'▓'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${all}`
}

const WIDTH = 20

/** NO_COLOR and TERM=dumb are honoured (no-color.org). */
export function openTerminal(out: WriteStream): Terminal {
  const coloured = out.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
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
      out.write(cutTo(text, (out.columns || 80) - 1))
      shown = text !== ''
    },
    paint: (colour, text) => (coloured ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text),
  }
}
