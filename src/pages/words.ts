/** The site's own words, in the languages it speaks: which are chosen. */

import { ar } from './words/ar.ts'
import { en } from './words/en.ts'
import { ja } from './words/ja.ts'
import type { Words } from './words/vocabulary.ts'
import { hans } from './words/zh-hans.ts'
import { hant } from './words/zh-hant.ts'

const TRADITIONAL = ['hant', 'tw', 'hk', 'mo']
const SPOKEN: Record<string, Words> = { en, ja, ar }

/** The words for the first of these language tags that the site speaks; English when none is. */
export function wordsFor(...languages: string[]): Words {
  for (const language of languages) {
    const [primary = '', ...subtags] = language.toLowerCase().split('-')
    if (primary === 'zh') return subtags.some((tag) => TRADITIONAL.includes(tag)) ? hant : hans
    const words = SPOKEN[primary]
    if (words) return words
  }
  return en
}
