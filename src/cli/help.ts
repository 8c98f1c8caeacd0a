/** The help: what there is, and how each is used, by example. */

import { COMMON, type Command, EXIT } from './command.ts'
import { commands } from './commands.ts'

/** All commands on one screen. */
export function describeAll(language: 'en' | 'zh'): string {
  const rows = commands.map(({ name, takes, says }): [string, string] => [
    `${name} ${takes}`.trim(),
    says[language],
  ])
  return [
    'deckle <command> [options]',
    '',
    table(rows),
    '',
    'To begin:',
    table([
      ['deckle login https://blog.example', ''],
      ['deckle new "Hello"', ''],
      ['deckle push', ''],
    ]),
    '',
    'deckle <command> --help says more.',
  ].join('\n')
}

export function describe({ name, takes, says, options, examples }: Command): string {
  const rows = Object.entries({ ...options, ...COMMON }).map(([flag, option]): [string, string] => [
    `--${flag}${option.value ? ` <${option.value}>` : ''}`,
    option.says,
  ])
  return [
    `deckle ${`${name} ${takes}`.trim()}: ${says.en}`,
    '',
    table(examples),
    '',
    table(rows),
    '',
    `Exit code ${EXIT.done}: done; ${EXIT.wrong}: a post is refused or in conflict; ${EXIT.usage}: not understood; ${EXIT.unreachable}: no answer, or a wrong token.`,
  ].join('\n')
}

function table(rows: [string, string][]): string {
  const width = Math.min(Math.max(...rows.map(([left]) => left.length)), 44)
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join('\n')
}
