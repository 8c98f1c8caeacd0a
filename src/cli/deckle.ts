/** `deckle`: the author's command. This file understands the command line, and tells how it ended. */

import { main } from './main.ts'

process.exitCode = await main(process.argv.slice(2))
