/** Understands what stands after a command's name: its options, and the rest. */

import { parseArgs } from 'node:util'
import { COMMON, type Command, UsageError } from './command.ts'
import { speak } from './language.ts'
import { printable } from './printable.ts'

export interface CommandLine {
  flags: Record<string, string | boolean | undefined>
  /** What is no option. */
  paths: string[]
}

const words = speak({
  en: {
    unknown: (option: string) => `There is no option ${option}`,
    value: (option: string) => `${option} is not used so`,
    help: (name: string) => `See: deckle ${name} --help`,
  },
  zh: {
    unknown: (option: string) => `没有 ${option} 这个选项`,
    value: (option: string) => `${option} 不是这样用的`,
    help: (name: string) => `请看：deckle ${name} --help`,
  },
})

/** Throws a UsageError that names the option and the help. */
export function readCommandLine(command: Command, args: string[]): CommandLine {
  const known = Object.entries({ ...command.options, ...COMMON })
  const options = Object.fromEntries(
    known.map(([flag, { value }]) => [
      flag,
      {
        type: value ? ('string' as const) : ('boolean' as const),
        ...(flag === 'help' && { short: 'h' }),
      },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { flags: values as CommandLine['flags'], paths: positionals }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const option = printable(/'([^']+)'/.exec(message)?.[1] ?? '')
    const says =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? words.unknown(option) : words.value(option)
    throw new UsageError(`${says}. ${words.help(command.name)}`, { cause: error })
  }
}
