/** Which language a post is in when its author did not say: told from the script of its own words. */

const KANA = /[\u3041-\u30ff]/g
const HANGUL = /[\uac00-\ud7af]/g
const HAN = /\p{Script=Han}/gu

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * The language of a post for `lang` attributes: the author's, else Japanese, Korean or Chinese when
 * a fifth of its title and summary is in that script, else the site's own.
 */
export function languageOf(
  post: { lang: string | null; title: string; summary: string },
  fallback: string,
): string {
  if (post.lang) return post.lang
  if (/^(zh|ja|ko)\b/i.test(fallback)) return fallback
  const text = post.title + post.summary
  const enough = text.length / 5
  if (count(text, HANGUL) > enough) return 'ko'
  const han = count(text, HAN)
  const kana = count(text, KANA)
  if (han + kana <= enough) return fallback
  return kana * 10 > han ? 'ja' : 'zh'
}
