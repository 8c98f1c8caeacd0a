/** The site's words: chosen by language, complete in each, with the plurals of each. */

import { expect, test } from 'vitest'
import { formatDay } from '../../src/pages/dates.ts'
import { asPart, directionOf, languageOf, localeOf } from '../../src/pages/language.ts'
import type { Words } from '../../src/pages/words/vocabulary.ts'
import { wordsFor } from '../../src/pages/words.ts'

const SPOKEN = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ar']

test.each([
  [['zh'], '归档'],
  [['zh-Hant-TW'], '彙整'],
  [['zh-HK'], '彙整'],
  [['ja-JP'], 'アーカイブ'],
  [['ar-EG'], 'الأرشيف'],
  [['fr', 'ja'], 'アーカイブ'],
  [['fr'], 'Archive'],
])('words for %j: %s', (languages, archive) => {
  expect(wordsFor(...languages).archive).toBe(archive)
})

/** Every word, functions called, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'object') return texts(value, `${path}${key}.`)
    return [[path + key, String(typeof value === 'function' ? value(7) : value)]]
  })
}

test.each(SPOKEN.slice(1))('%s says everything in its own script', (language) => {
  const own =
    language === 'ar'
      ? /\p{Script=Arabic}/u
      : /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
  const strange = texts(wordsFor(language)).filter(([, text]) => !own.test(text))
  expect(strange).toEqual([])
  expect(texts(wordsFor(language)).map(([key]) => key)).toEqual(
    texts(wordsFor('en')).map(([key]) => key),
  )
})

test('traditional words hold no character that is only simplified', () => {
  const simplified = /[页类归档为这时间没内载储问题变开动过经还从请选应该对无标签张纸产]/
  const found = texts(wordsFor('zh-Hant')).filter(([, text]) => simplified.test(text))
  expect(found).toEqual([])
})

const COUNTS: [string, keyof Pick<Words, 'posts' | 'minutes'>, number, string][] = [
  ['en', 'posts', 1, '1 post'],
  ['en', 'posts', 12345, '12,345 posts'],
  ['zh', 'posts', 12345, '12345 篇'],
  ['ja', 'posts', 1, '1件'],
  ['ar', 'posts', 1, 'مقالة واحدة'],
  ['ar', 'posts', 2, 'مقالتان'],
  ['ar', 'posts', 3, '3 مقالات'],
  ['ar', 'posts', 11, '11 مقالة'],
  ['ar', 'posts', 103, '103 مقالات'],
  ['ar', 'posts', 1000, '1,000 مقالة'],
  ['ar', 'minutes', 2, 'قراءة في دقيقتين'],
  ['ar', 'minutes', 5, 'قراءة في 5 دقائق'],
]

test.each(COUNTS)('%s %s(%i): %s', (language, word, n, expected) => {
  expect(wordsFor(language)[word](n)).toBe(expected)
})

test('Arabic forms are those of Intl’s plural rules', () => {
  const rules = new Intl.PluralRules('ar')
  const forms = { one: 'دقيقة', two: 'دقيقتين', few: 'دقائق', many: 'دقيقة', other: 'دقيقة' }
  for (let n = 1; n < 320; n++) {
    const form = forms[rules.select(n) as keyof typeof forms]
    expect([n, wordsFor('ar').minutes(n).endsWith(form)]).toEqual([n, true])
  }
})

test.each([...SPOKEN, 'en-GB', 'fr'])('%s dates are those of Intl', (language) => {
  const intl = language === 'en' ? 'en-GB' : `${language}-u-nu-latn`
  const format = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: 'UTC' })
  for (let month = 0; month < 12; month++) {
    const day = new Date(Date.UTC(2014, month, 16))
    expect(formatDay(day.toISOString().slice(0, 10), 'long', language)).toBe(format.format(day))
  }
})

test.each([
  ['ar', 'rtl'],
  ['fa-IR', 'rtl'],
  ['he', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ur-Latn', 'ltr'],
  ['zh-Hant', 'ltr'],
  ['en', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})

test('a part says its language and, where it turns, its direction', () => {
  expect(asPart('en', 'en')).toEqual({})
  expect(asPart('zh', 'en')).toEqual({ lang: 'zh' })
  expect(asPart('ar', 'en')).toEqual({ lang: 'ar', dir: 'rtl' })
  expect(asPart('en', 'ar')).toEqual({ lang: 'en', dir: 'ltr' })
})

test('a post in Arabic letters is Arabic, or Persian on a Persian site', () => {
  const post = { title: 'يوم في القاهرة', summary: '', lang: null }
  expect(languageOf(post, 'en')).toBe('ar')
  expect(languageOf(post, 'fa')).toBe('fa')
})

test.each([
  ['zh', 'zh_CN'],
  ['zh-Hant', 'zh_TW'],
  ['en-GB', 'en_GB'],
  ['eo', 'eo_001'],
  ['tlh', 'tlh'],
])('Open Graph has the territory of %s: %s', (language, locale) => {
  expect(localeOf(language)).toBe(locale)
})
