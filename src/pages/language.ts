/** Which language a post is in when its author did not say, told from the script of its own words; and which way it runs. */

type Script = 'arabic' | 'kana' | 'hangul' | 'han'

/** The script of a UTF-16 unit, by the blocks that everyday text uses. */
function scriptOf(unit: number): Script | null {
  if (unit < 0x0620) return null
  if (unit < 0x0700) return 'arabic'
  if (unit < 0x3041) return null
  if (unit < 0x3100) return 'kana'
  if (unit >= 0xac00 && unit < 0xd7b0) return 'hangul'
  return unit >= 0x3400 && unit < 0xa000 ? 'han' : null
}

/** Is any unit of another script there? A look by the engine costs a hundredth of counting. */
const OTHER_SCRIPTS = /[\u0620-\u06ff\u3041-\ud7af]/

/**
 * The language of a post for `lang` attributes: the author's, else Korean, Japanese, Chinese or Arabic when
 * a fifth of its title and summary is in that script, else the site's own.
 */
export function languageOf(
  post: { lang: string | null; title: string; summary: string },
  fallback: string,
): string {
  if (post.lang) return post.lang
  if (['zh', 'ja', 'ko'].includes(fallback.slice(0, 2))) return fallback
  const text = post.title + post.summary
  if (!OTHER_SCRIPTS.test(text)) return fallback
  const count: Record<Script, number> = { arabic: 0, kana: 0, hangul: 0, han: 0 }
  for (let at = 0; at < text.length; at++) {
    const script = scriptOf(text.charCodeAt(at))
    if (script) count[script]++
  }
  const enough = text.length / 5
  if (count.hangul > enough) return 'ko'
  if (count.arabic > enough) return directionOf(fallback) === 'rtl' ? fallback : 'ar'
  if (count.han + count.kana <= enough) return fallback
  return count.kana * 10 > count.han ? 'ja' : 'zh'
}

const primaryOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

/** Languages written from right to left, unless a subtag names another script. */
const RTL: ReadonlySet<string> = new Set('ar arc ckb dv fa he ks ps sd ug ur yi'.split(' '))
const RTL_SCRIPTS = /-(arab|hebr|thaa|syrc|nkoo|adlm)\b/i
const ANY_SCRIPT = /-[a-z]{4}\b/i

/** For `dir`: which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  if (ANY_SCRIPT.test(language)) return RTL_SCRIPTS.test(language) ? 'rtl' : 'ltr'
  return RTL.has(primaryOf(language)) ? 'rtl' : 'ltr'
}

/** The attributes of a part whose language differs from that of the page around it: none when it does not. */
export function asPart(language: string, around: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  if (language === around) return {}
  const dir = directionOf(language)
  return dir === directionOf(around) ? { lang: language } : { lang: language, dir }
}
