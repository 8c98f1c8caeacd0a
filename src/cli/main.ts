/** Understands a command line, runs its command, and turns what went wrong into a line and an exit code. */

import { EXIT, UsageError } from './command.ts'
import { readCommandLine } from './command-line.ts'
import { commands, findCommand } from './commands.ts'
import { describe, describeAll } from './help.ts'
import { explainFault } from './place.ts'
import { printable } from './printable.ts'
import { RemoteRefusal } from './remote-refusal.ts'
import { meaningOf } from './system-words.ts'
import { openTerminal } from './terminal.ts'
import { Unreachable } from './unreachable.ts'
import { readVersion } from './version.ts'
import { chooseWords } from './words.ts'
import { explainRefusal, isWorkflow } from './workflow.ts'

/** Gives the exit code. */
export async function main(args: string[]): Promise<number> {
  const words = chooseWords()
  const [name = '', ...rest] = args
  const plain = openTerminal(process.stdout)
  if (/^(--version|-v)$/.test(name)) return say(plain.say, readVersion())
  const command = findCommand(/^(help|--help|-h)?$/.test(name) ? (rest[0] ?? '') : name)
  const errors = openTerminal(process.stderr)
  if (!command) {
    if (/^(help|--help|-h)?$/.test(name)) return say(plain.say, describeAll())
    errors.say(words.noCommand(printable(name), commands.map((each) => each.name).join(', ')))
    return EXIT.usage
  }
  try {
    const { flags, paths } = readCommandLine(
      command,
      /^(help|--help|-h)$/.test(name) ? ['--help'] : rest,
    )
    if (flags.help) return say(plain.say, describe(command))
    const terminal = flags.json ? errors : plain
    const answer = (value: unknown) => {
      if (flags.json) plain.say(JSON.stringify(value))
    }
    return await (await command.load()).run({ paths, flags, words, commands, terminal, answer })
  } catch (error) {
    errors.progress('')
    errors.say(errors.paint('red', explain(error, words)))
    if (error instanceof UsageError) return EXIT.usage
    return isOut(error) ? EXIT.unreachable : EXIT.wrong
  }
}

/** Is the blog out of reach, or closed to us, whatever is asked of it? */
const isOut = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof RemoteRefusal && !(error.status >= 402 && error.status < 429))

function say(out: (line: string) => void, text: string): number {
  out(text)
  return EXIT.done
}

function explain(error: unknown, words: ReturnType<typeof chooseWords>): string {
  if (error instanceof Unreachable) return printable(words.unreachable(error.message))
  if (error instanceof RemoteRefusal) return explainAnswer(error, words)
  const { code, path } = error as NodeJS.ErrnoException
  if (error instanceof Error && (error instanceof UsageError || !code)) return error.message
  return printable([path, code ? meaningOf(code) : String(error)].filter(Boolean).join(': '))
}

function explainAnswer(
  { status, errors, problem }: RemoteRefusal,
  words: ReturnType<typeof chooseWords>,
): string {
  const { origin, retryAfter } = problem
  if (status === 401 && isWorkflow()) return explainRefusal(origin)
  if (status === 401)
    return process.env.DECKLE_TOKEN ? words.badVariable(origin) : words.badToken(origin)
  const lines = errors.map((fault) => printable(explainFault(fault)))
  if (retryAfter !== null) lines.push(words.askedToWait(retryAfter))
  // What stands before a blog names its status itself.
  const named = lines.some((line) => line.startsWith(`HTTP ${status}`))
  return lines.join('\n') + (named ? '' : ` (HTTP ${status})`)
}
