/** The language that the command speaks: English, or Chinese where the locale says so. */

export type Language = 'en' | 'zh'

/** A sentence in each language. */
export type Text = Record<Language, string>

type Environment = Record<string, string | undefined>

/** By the locale of the environment, as POSIX has it; where it says nothing, by that of the system. */
export function chooseLanguage(environment: Environment = process.env): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return /^zh/i.test(locale) ? 'zh' : 'en'
}

/** What stands for this locale: a sentence, or all the words of a command. */
export const speak = <Words>(each: Record<Language, Words>): Words => each[chooseLanguage()]
