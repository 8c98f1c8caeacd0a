/**
 * Highlights CSS by where a word stands. The grammar that comes with highlight.js has lists of all properties, tags and
 * pseudo-classes instead, which are a hundredth of the Worker and know nothing that is new.
 */

import type { HLJSApi, Language, Mode } from 'highlight.js'

const NAME = '[a-zA-Z_][\\w-]*'

export default function css(hljs: HLJSApi): Language {
  const comment = hljs.C_BLOCK_COMMENT_MODE
  const strings = [hljs.APOS_STRING_MODE, hljs.QUOTE_STRING_MODE]
  const number: Mode = {
    scope: 'number',
    begin: `${hljs.NUMBER_RE}(%|[a-zA-Z]{1,5}\\b)?`,
    relevance: 0,
  }
  const address: Mode = {
    begin: /\burl\(/,
    end: /\)/,
    keywords: { built_in: 'url' },
    contains: [
      ...strings,
      { scope: 'string', begin: /[^)]/, endsWithParent: true, excludeEnd: true },
    ],
  }
  const custom: Mode = { scope: 'attr', begin: /--[\w-]+/ }
  const value: Mode = {
    begin: /:/,
    end: /[;}{]/,
    contains: [
      comment,
      { scope: 'number', begin: /#[0-9a-fA-F]{3,8}\b/ },
      { scope: 'meta', begin: '!important' },
      number,
      ...strings,
      address,
      { scope: 'built_in', begin: /[\w-]+(?=\()/ },
      custom,
    ],
  }
  // A declaration ends before any block begins; what stands before one is a selector.
  const property: Mode = {
    scope: 'attribute',
    begin: /-?[a-zA-Z][\w-]*(?=\s*:[^;{}]{0,200}(?:[;}]|$))/,
  }
  const rule: Mode = {
    begin: /(?=@)/,
    end: /[{;]/,
    contains: [
      { scope: 'keyword', begin: /@-?\w[\w-]*/ },
      {
        begin: /\s/,
        endsWithParent: true,
        excludeEnd: true,
        keywords: { $pattern: '[a-z-]+', keyword: 'and or not only from to' },
        contains: [{ scope: 'attribute', begin: /[a-z-]+(?=:)/ }, ...strings, number, address],
      },
    ],
  }
  return {
    name: 'CSS',
    case_insensitive: true,
    contains: [
      comment,
      rule,
      custom,
      property,
      { scope: 'selector-id', begin: `#${NAME}` },
      { scope: 'selector-class', begin: `\\.${NAME}` },
      { scope: 'selector-attr', begin: /\[/, end: /\]/, contains: strings },
      { scope: 'selector-pseudo', begin: `::?${NAME}(?=[^;{}]{0,200}\\{)` },
      value,
      number,
      { scope: 'selector-tag', begin: NAME },
    ],
  }
}
