/** The command in two languages: which one it speaks, and that the whole help is there in both. */

import { describe, expect, test } from 'vitest'
import { COMMON } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { chooseLanguage, type Text } from '../../src/cli/language.ts'

test.each([
  ['Chinese by LANG', { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ['LC_MESSAGES before LANG', { LC_MESSAGES: 'zh_TW', LANG: 'en_GB.UTF-8' }, 'zh'],
  ['LC_ALL before both', { LC_ALL: 'C', LC_MESSAGES: 'zh_TW', LANG: 'zh_CN' }, 'en'],
  ['English for all others', { LANG: 'de_AT.UTF-8' }, 'en'],
])('%s', (_, environment, language) => {
  expect(chooseLanguage(environment)).toBe(language)
})

describe('the help of', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '%s is there in both languages, and its examples are command lines',
    (_, { says, options, examples }) => {
      const texts: Text[] = [
        ...[says, ...Object.values({ ...options, ...COMMON }).map((option) => option.says)],
        ...examples.flatMap(([, does]) => does ?? []),
      ]
      for (const { en, zh } of texts) {
        expect(en).not.toMatch(/\p{Script=Han}/u)
        if (/ /.test(en)) expect(zh).toMatch(/\p{Script=Han}/u)
      }
      for (const [line] of examples) expect(line).toContain('deckle ')
    },
  )
})

test('no name is taken twice, and every command loads', async () => {
  const names = commands.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const command of commands) expect((await command.load()).run).toBeTypeOf('function')
})
