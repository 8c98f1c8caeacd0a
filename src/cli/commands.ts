/** Every command of `deckle`, in the order of its help. */

import type { Command } from './command.ts'
import { moving } from './manual/moving.ts'
import { movingIn } from './manual/moving-in.ts'
import { sharing } from './manual/sharing.ts'
import { syncing } from './manual/syncing.ts'
import { tending } from './manual/tending.ts'
import { writing } from './manual/writing.ts'

export const commands: Command[] = [
  ...writing,
  ...syncing,
  ...movingIn,
  ...moving,
  ...sharing,
  ...tending,
]

export const findCommand = (name: string): Command | null =>
  commands.find((each) => each.name === name) ?? null
