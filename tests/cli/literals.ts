/** Finds the string literals of a TypeScript file; in templates `{}` stands for what is filled in. */

import { stripTypeScriptTypes } from 'node:module'

/** After these a slash begins a regular expression, and after a value it divides. */
const BEFORE_REGEX = /(?:^|[=(,:;[{}!&|?+~>]|\b(?:return|typeof|case|of|in))\s*$/

export function literalsOf(source: string): string[] {
  const code = stripTypeScriptTypes(source)
  const found: string[] = []
  let at = 0

  /** Up to the brace that closes a template's `${`, or to the end. */
  function scan(): void {
    for (let depth = 0; at < code.length; ) {
      const char = code[at] ?? ''
      if (char === '}' && depth-- === 0) return
      if (char === '{') depth += 1
      if (code.startsWith('//', at)) at = ends('\n')
      else if (code.startsWith('/*', at)) at = ends('*/')
      else if (char === '/' && BEFORE_REGEX.test(code.slice(Math.max(0, at - 40), at))) regex()
      else if (char === '"' || char === "'") found.push(text(char))
      else if (char === '`') found.push(text(char))
      else at += 1
    }
  }

  const ends = (mark: string): number => {
    const end = code.indexOf(mark, at)
    return end < 0 ? code.length : end + mark.length
  }

  function regex(): void {
    for (let inClass = false; ++at < code.length; ) {
      const char = code[at]
      if (char === '\\') at += 1
      else if (char === '[') inClass = true
      else if (char === ']') inClass = false
      else if (char === '/' && !inClass) break
    }
    at += 1
  }

  function text(quote: string): string {
    let value = ''
    for (at += 1; at < code.length; at++) {
      const char = code[at] ?? ''
      if (char === quote) break
      if (char === '\\') value += escaped(code[++at] ?? '')
      else if (quote === '`' && code.startsWith('${', at)) {
        at += 2
        scan()
        value += '{}'
      } else value += char
    }
    at += 1
    return value
  }

  scan()
  return found
}

const escaped = (char: string): string => (char === 'n' ? '\n' : char)
