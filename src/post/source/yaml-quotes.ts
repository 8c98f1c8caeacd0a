/** Indents quoted values that go on in an unindented line, which YAML 1.2 forbids and Ruby accepts. */

const OPENING = /^[ \t]*(?:- +)*(?:[\w.-]+[ \t]*:[ \t]+|- +)(["'])/

/** The text with one space before each line that continues a quoted value; no line is added or removed. */
export function indentQuoted(text: string): string {
  let quote: string | null = null
  return text
    .split('\n')
    .map((line) => {
      if (quote !== null) {
        if (closes(line, quote)) quote = null
        return ` ${line}`
      }
      const open = OPENING.exec(line)
      if (open?.[1] && !closes(line.slice(open[0].length), open[1])) quote = open[1]
      return line
    })
    .join('\n')
}

/** Does the quote end in this line? `\"` and `''` do not end it. */
export function closes(line: string, quote: string): boolean {
  const rest = quote === '"' ? line.replace(/\\./g, '') : line.replaceAll("''", '')
  return rest.includes(quote)
}

/** The 0-based line, at or before `last`, where a quoted value opens that does not close there; or null. */
export function openQuote(lines: string[], last: number): number | null {
  for (let n = Math.min(last, lines.length - 1); n >= 0; n--) {
    const open = OPENING.exec(lines[n] ?? '')
    if (open?.[1] && !closes((lines[n] ?? '').slice(open[0].length), open[1])) return n
  }
  return null
}
