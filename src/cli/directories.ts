/** Where the command keeps its own files, as the XDG base directories have it. */

import { homedir } from 'node:os'
import { join } from 'node:path'

/** Tokens. */
export const configDirectory = (): string =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'deckle')

/** What may be lost without harm. */
export const stateDirectory = (): string =>
  join(process.env.XDG_STATE_HOME || join(homedir(), '.local/state'), 'deckle')
