/** The help: what there is, and how each is used, by example. */

import { inColumns } from './columns.ts'
import { type Command, optionsOf } from './command.ts'
import { commands } from './commands.ts'
import { chooseLanguage, speak } from './language.ts'

const words = speak({
  en: {
    usage: 'deckle <command> [options]',
    begin: 'To begin:',
    more: 'deckle <command> --help says more.',
    codes:
      'Exit code 0: done; 1: a post is refused or in conflict; 2: not understood; 3: no answer, or a wrong token.',
  },
  zh: {
    usage: 'deckle <命令> [选项]',
    begin: '从这里开始：',
    more: 'deckle <命令> --help 说得更多。',
    codes: '退出码 0：完成；1：有文章被拒或有冲突；2：没有看懂；3：没有回应，或令牌不对。',
  },
})

/** All commands on one screen. */
export function describeAll(): string {
  const rows = commands.map(({ name, takes, says }): [string, string] => [
    `${name} ${inOurs(takes)}`.trim(),
    says[chooseLanguage()],
  ])
  const first = ['deckle login https://blog.example', 'deckle new "Hello"', 'deckle push']
  return [
    words.usage,
    '',
    table(rows),
    '',
    words.begin,
    table(first.map((line) => [line, ''])),
    '',
    words.more,
  ].join('\n')
}

export function describe(command: Command): string {
  const { name, takes, says, examples } = command
  const language = chooseLanguage()
  const lines = examples.map(([line, does]): [string, string] => [line, does?.[language] ?? ''])
  const rows = Object.entries(optionsOf(command)).map(([flag, option]): [string, string] => [
    `--${flag}${option.value ? ` <${inOurs(option.value)}>` : ''}`,
    option.says[language],
  ])
  return [
    `deckle ${`${name} ${inOurs(takes)}`.trim()}${language === 'zh' ? '：' : ': '}${says[language]}`,
    '',
    table(lines),
    '',
    table(rows),
    '',
    words.codes,
  ].join('\n')
}

const table = (rows: [string, string][]): string => inColumns(rows).join('\n').replace(/^/gm, '  ')

/** What stands for a value, in the author's language. */
const inOurs = (takes: string): string =>
  chooseLanguage() === 'zh' ? takes.replace(/[a-z]+/g, (word) => PLACES[word] ?? word) : takes

const PLACES: Record<string, string> = {
  ...{ title: '标题', folder: '文件夹', file: '文件', files: '文件', archive: '归档' },
  ...{ name: '名字', engine: '引擎', rule: '规则', list: '列表', url: '网址' },
}
