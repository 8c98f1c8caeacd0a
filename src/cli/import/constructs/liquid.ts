/** The marks of Liquid and of Nunjucks, which Jekyll and Hexo read, and the few values that can be worked out. */

import type { Mark, Syntax } from './scan.ts'

const TAG = /\{%[-+]?\s*(\w[\w-]*)((?:(?!%\}).)*?)[-+]?%\}/sy
const OUTPUT = /\{\{-?((?:(?!\}\}).)*?)-?\}\}/sy

const LITERAL = new Set(['raw', 'highlight', 'comment', 'codeblock', 'code', 'mermaid', 'math'])

export const LIQUID: Syntax = {
  starts: '{',
  verbatim: LITERAL,
  read(text, at): Mark | null {
    TAG.lastIndex = at
    const tag = TAG.exec(text)
    if (tag) {
      const [, name = '', args = ''] = tag
      const isEnd = /^end\w/.test(name)
      return {
        kind: isEnd ? 'close' : 'open',
        name: isEnd ? name.slice(3) : name,
        args: args.trim(),
        end: TAG.lastIndex,
      }
    }
    OUTPUT.lastIndex = at
    const output = OUTPUT.exec(text)
    return (
      output && { kind: 'output', name: '', args: (output[1] ?? '').trim(), end: OUTPUT.lastIndex }
    )
  },
}

/** The value of a name such as `site.title`; null when it is not known. */
export type Look = (name: string) => string | null

type Filter = (value: string, argument: string) => string

const FILTERS: Record<string, Filter> = {
  relative_url: (value) => fromRoot(value),
  absolute_url: (value) => fromRoot(value),
  prepend: (value, before) => before + value,
  append: (value, after) => value + after,
  remove: (value, part) => value.replaceAll(part, ''),
  default: (value, other) => value || other,
  downcase: (value) => value.toLowerCase(),
  upcase: (value) => value.toUpperCase(),
  capitalize: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  strip: (value) => value.trim(),
  escape: (value) => value,
  xml_escape: (value) => value,
  url_encode: (value) => encodeURIComponent(value),
  cgi_escape: (value) => encodeURIComponent(value),
  uri_escape: (value) => encodeURI(value),
}

const fromRoot = (path: string): string =>
  /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(path) ? path : `/${path}`

/** What `{{ expression }}` shows; null when a name or a filter in it is not known. */
export function evaluate(expression: string, look: Look): string | null {
  const [first = '', ...filters] = expression.match(/(?:"[^"]*"|'[^']*'|[^|"'])+/g) ?? []
  let value = read(first.trim(), look)
  for (const filter of filters) {
    const [, name = '', argument = ''] = /^\s*(\w+)\s*(?::\s*(.*?))?\s*$/s.exec(filter) ?? []
    const apply = FILTERS[name]
    const given = argument === '' ? '' : read(argument, look)
    if (value === null && name === 'default') value = ''
    if (value === null || given === null || !apply) return null
    value = apply(value, given)
  }
  return value
}

function read(term: string, look: Look): string | null {
  const quoted = /^(?:"([^"]*)"|'([^']*)')$/.exec(term)
  if (quoted) return quoted[1] ?? quoted[2] ?? ''
  if (/^-?\d+(?:\.\d+)?$/.test(term)) return term
  return /^[\w.-]+$/.test(term) ? look(term) : null
}
