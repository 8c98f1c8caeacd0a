/** Which language a post is in when its author did not say: told from the script of its own words. */

/** The script of a UTF-16 unit, by the blocks that everyday text uses. */
function scriptOf(unit: number): 'kana' | 'hangul' | 'han' | null {
  if (unit < 0x3041) return null
  if (unit < 0x3100) return 'kana'
  if (unit >= 0xac00 && unit < 0xd7b0) return 'hangul'
  return unit >= 0x3400 && unit < 0xa000 ? 'han' : null
}

/**
 * The language of a post for `lang` attributes: the author's, else Korean, Japanese or Chinese when
 * a fifth of its title and summary is in that script, else the site's own.
 */
export function languageOf(
  post: { lang: string | null; title: string; summary: string },
  fallback: string,
): string {
  if (post.lang) return post.lang
  if (['zh', 'ja', 'ko'].includes(fallback.slice(0, 2))) return fallback
  const text = post.title + post.summary
  const count = { kana: 0, hangul: 0, han: 0 }
  for (let at = 0; at < text.length; at++) {
    const script = scriptOf(text.charCodeAt(at))
    if (script) count[script]++
  }
  const enough = text.length / 5
  if (count.hangul > enough) return 'ko'
  if (count.han + count.kana <= enough) return fallback
  return count.kana * 10 > count.han ? 'ja' : 'zh'
}
