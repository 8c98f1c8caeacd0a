/** Text in columns, where Han, Kana, Hangul and full-width signs take two of a terminal's places. */

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u

/** Places the text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += WIDE.test(char) ? 2 : /\p{Mn}/u.test(char) ? 0 : 1
  return width
}

/** The text with as many spaces as make it `width` places. */
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** As much of the text as fits in `width` places. */
export function cutTo(text: string, width: number): string {
  let used = 0
  let kept = ''
  for (const char of text) {
    used += widthOf(char)
    if (used > width) break
    kept += char
  }
  return kept
}

/** Rows of two; what is beside a left side of more than `most` places goes below it. */
export function inColumns(rows: [left: string, right: string][], most = 44): string[] {
  const fits = rows.map(([left]) => widthOf(left)).filter((width) => width <= most)
  const width = Math.max(...fits, 0)
  return rows.map(([left, right]) =>
    widthOf(left) > width && right
      ? `${left}\n${' '.repeat(width + 2)}${right}`
      : `${pad(left, width)}  ${right}`.trimEnd(),
  )
}
