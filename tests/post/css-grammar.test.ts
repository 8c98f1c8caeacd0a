/** CSS is highlighted by where a word stands: selectors, properties, values, also those that are new. */

import { expect, test } from 'vitest'
import { loadHighlighter } from '../../src/post/markdown/highlight.ts'

const scopesOf = async (code: string): Promise<string[]> => {
  const html = (await loadHighlighter(new Set(['css'])))(code, 'css') ?? ''
  return [...html.matchAll(/<span class="hljs-([\w-]+)">([^<]*)/g)].map(([, scope, text]) => {
    return `${scope} ${text}`
  })
}

test.each<[string, string[]]>([
  [
    'a:hover, #id .b > li::before {}',
    [
      'selector-tag a',
      'selector-pseudo :hover',
      'selector-id #id',
      'selector-class .b',
      'selector-tag li',
      'selector-pseudo ::before',
    ],
  ],
  [
    'p{color:red;margin:0 auto}',
    ['selector-tag p', 'attribute color', 'attribute margin', 'number 0'],
  ],
  ['p { text-wrap: pretty }', ['selector-tag p', 'attribute text-wrap']],
  [
    'a { color: #fff !important; width: calc(50% - 1.5rem) }',
    [
      'selector-tag a',
      'attribute color',
      'number #fff',
      'meta !important',
      'attribute width',
      'built_in calc',
      'number 50%',
      'number 1.5rem',
    ],
  ],
  [
    ':root { --ink: var(--soft) }',
    ['selector-pseudo :root', 'attr --ink', 'built_in var', 'attr --soft'],
  ],
  [
    '@media screen and (min-width: 40em) { b {} }',
    ['keyword @media', 'keyword and', 'attribute min-width', 'number 40em', 'selector-tag b'],
  ],
  [
    'input[type="text"] {}',
    ['selector-tag input', 'selector-attr [type=', 'string &quot;text&quot;'],
  ],
  [
    'a { background: url(a;b.png) } /* end */',
    [
      'selector-tag a',
      'attribute background',
      'built_in url',
      'string a;b.png',
      'comment /* end */',
    ],
  ],
])('%s', async (code, scopes) => {
  expect(await scopesOf(code)).toEqual(scopes)
})
