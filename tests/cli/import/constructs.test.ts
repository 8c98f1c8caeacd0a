/** What holds for every text, whatever its author wrote: nothing is lost on the way, and code is code. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIQUID } from '../../../src/cli/import/constructs/liquid.ts'
import { Composer, Mapped } from '../../../src/cli/import/constructs/mapped.ts'
import { scan } from '../../../src/cli/import/constructs/scan.ts'
import { ENGINES } from '../../../src/cli/import/engines/engine.ts'
import { seed } from '../../prove/figures.ts'
import { convert } from './old-site.ts'

const fragment = fc.constantFrom(
  ...[
    '`',
    '``',
    '```\n',
    '~~~\n',
    '{% raw %}',
    '{% endraw %}',
    '{% highlight js %}',
    '{% endhighlight %}',
  ],
  ...[
    '{{ x }}',
    '{{< a >}}',
    '{{< /a >}}',
    '{{% b',
    '{: .x}',
    '{:toc}',
    ':::note\n',
    ':::\n',
    '[[a]]',
    '![[b.png]]',
  ],
  ...[
    '!!! note\n',
    '    ',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '<pre>',
    '</pre>',
    '<!--',
    '-->',
    '<code>',
    '</code>',
  ],
  ...[
    '# a {#b}\n',
    'term\n: means\n',
    '[a](b.md)',
    '![c](d e.png)',
    '\\',
    '\t',
    '大会',
    'word ',
    '[x]: y\n',
    '%%',
    '==',
  ],
)
const text = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''))

test('the pieces of a text are the text', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const syntax of [null, LIQUID]) {
        const pieces = scan(source, syntax)
        expect(pieces.map((piece) => piece.text).join('')).toBe(source)
        for (const piece of pieces) expect(source.startsWith(piece.text, piece.at)).toBe(true)
      }
    }),
    { numRuns: 2_000, seed },
  )
})

test('a text put together has a line for each of its lines, and each is one of the author’s', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 6 }), (parts) => {
      const out = new Composer()
      for (const [part, block] of parts) {
        if (block) out.addBlock(Mapped.of(part, 5), 5)
        else out.add(Mapped.of(part, 5), 5)
      }
      const { text, lines } = out.done()
      expect(lines).toHaveLength(text.split('\n').length)
      const last = 5 + Math.max(0, ...parts.map(([part]) => part.split('\n').length))
      expect(lines.every((line) => (line >= 5 && line <= last) || line === 1)).toBe(true)
    }),
    { numRuns: 1_000, seed },
  )
})

test.each(ENGINES.filter((name) => name !== 'wordpress' && name !== 'ghost'))(
  '%s: a fence is the same before and after, whatever stands around it',
  async (engine) => {
    const fence = '````text\n{{ a }} {% b %} {: .c}\n:::d\n[[e]] [f](g.md)\nh\n: i\n````'
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        // What opens code of its own before the fence would swallow it.
        const open = /[`~<{%!\\]|-->|^ {4}|\t/m
        const lead = before.replace(new RegExp(open, 'gm'), '').trimEnd()
        const whole = await convert(engine, `${lead}\n\n${fence}\n\n${after}`)
        // A box around it is a quote.
        expect(whole.replace(/^(?:> ?)+/gm, '')).toContain(fence)
      }),
      { numRuns: 60, seed },
    )
  },
)
