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

/** Eight words of Latin letters on end: more than a name or a short quotation. */
const SENTENCE = /(?:[a-z'’-]+[\s,.:;]+){8}/i

const CJK = ['zh', 'ja', 'ko']
/** Languages that never write a sentence in Latin letters. */
const OTHERS = [...CJK, 'ar', 'fa']

/**
 * The language of a post for `lang` attributes: the author's, else Korean, Japanese, Chinese or Arabic when a fifth of
 * its title and summary is in that script, else the site's own. On a site in one of these, a sentence in Latin letters
 * with hardly any of another script is English; on a Chinese, Japanese or Korean one, all else is its own language.
 */
export function languageOf(
  post: { lang: string | null; title: string; summary: string },
  fallback: string,
): string {
  if (post.lang) return post.lang
  const text = post.title + post.summary
  const own = primaryOf(fallback)
  const { arabic, kana, hangul, han } = countScripts(text)
  const few = (arabic + kana + hangul + han) * 40 < text.length
  if (few && OTHERS.includes(own) && SENTENCE.test(text)) return 'en'
  if (CJK.includes(own)) return fallback
  const enough = text.length / 5
  if (hangul > enough) return 'ko'
  if (arabic > enough) return directionOf(fallback) === 'rtl' ? fallback : 'ar'
  if (han + kana <= enough) return fallback
  return kana * 10 > han ? 'ja' : 'zh'
}

function countScripts(text: string): Record<Script, number> {
  const count = { arabic: 0, kana: 0, hangul: 0, han: 0 }
  if (!OTHER_SCRIPTS.test(text)) return count
  for (let at = 0; at < text.length; at++) {
    const script = scriptOf(text.charCodeAt(at))
    if (script) count[script]++
  }
  return count
}

const primaryOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

/** For Open Graph, which wants a territory: the likeliest for a language that names none, `zh_CN` for `zh`. */
export function localeOf(language: string): string {
  const { language: primary, region } = new Intl.Locale(language).maximize()
  return region ? `${primary}_${region}` : primary
}

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
