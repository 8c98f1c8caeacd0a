/** What a command of `deckle` is: its words for the help, its options, and what it does. */

import type { Text } from './language.ts'
import type { Terminal } from './terminal.ts'
import type { Words } from './words.ts'

export interface Option {
  /** What stands for the value in the help; without it the option is a switch. */
  value?: string
  says: Text
}

export interface Command {
  name: string
  /** What follows the name: `[folder | files…]`. */
  takes: string
  says: Text
  options: Record<string, Option>
  /** It needs no blog. */
  alone?: true
  /** A command line, and what it does where that is not plain. */
  examples: [line: string, says?: Text][]
  load(): Promise<{ run(context: Context): Promise<number> }>
}

export interface Context {
  /** What stands after the command's name and is no option. */
  paths: string[]
  flags: Record<string, string | boolean | undefined>
  words: Words
  /** All that there are. */
  commands: Command[]
  terminal: Terminal
  /** Writes the answer of `--json`, the only thing on standard output then. */
  answer(value: unknown): void
}

/** Options that every command takes. */
export const COMMON: Record<string, Option> = {
  blog: {
    value: 'url',
    says: {
      en: 'which blog; else DECKLE_URL, else the one logged in to last',
      zh: '哪个博客；否则用 DECKLE_URL，再否则用最近登录的',
    },
  },
  json: {
    says: {
      en: 'one JSON value on standard output, for scripts',
      zh: '在标准输出给出一个 JSON 值，供脚本使用',
    },
  },
  help: { says: { en: 'this help', zh: '显示这份帮助' } },
}

/** All that a command takes. */
export function optionsOf({ options, alone }: Command): Record<string, Option> {
  const { blog, ...others } = COMMON
  return { ...options, ...(blog && !alone && { blog }), ...others }
}

/** 0: done. 1: something is wrong with a post, or in conflict. 2: not understood. 3: no answer, or no entry. */
export const EXIT = { done: 0, wrong: 1, usage: 2, unreachable: 3 } as const

/** The command line is not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
