/** What Liquid and kramdown write becomes Markdown that shows the same, and code stays as it is. */

import { describe, expect, test } from 'vitest'
import { convert, type Files, importFiles } from './old-site.ts'

const dot = new Uint8Array([1])

describe('what shows the same', () => {
  test.each([
    [
      'highlight',
      '{% highlight ruby linenos %}\nputs `x`\n\n    y\n{% endhighlight %}\n',
      '```ruby\nputs `x`\n\n    y\n```',
    ],
    [
      'highlight around a fence',
      '{% highlight md %}\n```\na\n```\n{% endhighlight %}\n',
      '````md\n```\na\n```\n````',
    ],
    ['raw', 'Write {% raw %}{{ page.title }}{% endraw %}.', 'Write {{ page.title }}.'],
    ['raw within a fence', '{% raw %}\n```\n{{ x }}\n```\n{% endraw %}', '```\n{{ x }}\n```'],
    ['a fence with raw in it', '```\n{% raw %}{{ x }}{% endraw %}\n```', '```\n{{ x }}\n```'],
    ['comment', 'a{% comment %} not this {% endcomment %}b', 'ab'],
    ['site.baseurl', '[a]({{ site.baseurl }}/a.pdf)', '[a](/a.pdf)'],
    ['site.url', '[a]({{site.url}}{{ site.baseurl }}/a.pdf)', '[a](/a.pdf)'],
    ['page.title', '# {{ page.title }}', '# A'],
    ['relative_url', "[a]({{ 'a.pdf' | relative_url }})", '[a](/a.pdf)'],
    ['prepend', '[a]({{ "/a.pdf" | prepend: site.baseurl }})', '[a](/a.pdf)'],
    [
      'include figure',
      '{% include figure src="/x/dot.png" caption="A dot" alt="Dot" %}',
      '![Dot](/x/dot.png "A dot")',
    ],
    ['an embedded picture', '![[dot.png]]', '![dot](/x/dot.png)'],
    ['a wiki link', '[[other]] [[nowhere]]', '[other](/posts/other) [[nowhere]]'],
    [
      'include of a size',
      '{% include image.html url="dot.png" width="30" %}',
      '<img src="/x/dot.png" alt="" width="30">',
    ],
    [
      'youtube',
      '{% youtube w7Ft2ymGmfc %}',
      '<iframe src="https://www.youtube-nocookie.com/embed/w7Ft2ymGmfc" title="Video" width="640" height="360"></iframe>',
    ],
    ['attributes of a block', 'Words.\n{: .lead}\n\nMore.', 'Words.\n\nMore.'],
    [
      'attributes of words',
      'A [link](b){:target="_blank"} and `code`{:.language-ruby}.',
      'A [link](/2014/11/16/b) and `code`.',
    ],
    ['a notice', 'Look *here*.\n{: .notice--warning}', '> [!WARNING]\n> Look *here*.'],
    [
      'a name of a heading',
      '## Title {#name}\n\n[up](#name)',
      '## <a id="name"></a>Title\n\n[up](#name)',
    ],
    ['a name below a heading', '## Title\n{: #name .x}', '## <a id="name"></a>Title'],
    ['contents', 'a\n\n* TOC\n{:toc}\n\nb', 'a\n\n\nb'],
    [
      'a sized picture',
      '![Dot](/x/dot.png){: width="30" .right}',
      '<img src="/x/dot.png" alt="Dot" width="30">',
    ],
    [
      'definitions',
      'Term\n: What it *means*\n\nNext',
      '<dl>\n<dt>Term</dt>\n<dd>\n\nWhat it *means*\n\n</dd>\n</dl>\n\nNext',
    ],
  ])('%s', async (_, source, converted) => {
    const other = { '_posts/2013-02-03-other.md': '---\ntitle: Other\n---\n' }
    expect(await convert('jekyll', source, { ...other, 'x/dot.png': dot })).toBe(converted)
  })

  test('links to posts, pages and files, by name and by old address', async () => {
    const files: Files = {
      '_config.yml': 'permalink: pretty\nurl: https://old.example\n',
      '_posts/2013-02-03-other.md': '---\ntitle: Other\n---\n',
      'about.md': '---\ntitle: About\n---\nUs.\n',
      'files/a.pdf': 'x',
    }
    const source = [
      '[1]({% post_url 2013-02-03-other %}#x)',
      '[2]({{ site.baseurl }}{% link _posts/2013-02-03-other.md %})',
      '[3]({% link files/a.pdf %})',
      '[4](/2013/02/03/other/)',
      '[5](https://old.example/2013/02/03/other/?a)',
      '[6](../../03/../../../about/)',
      '[7]({% post_url 2013-01-01-gone %})',
    ].join('\n')
    expect(await convert('jekyll', source, files)).toBe(
      [
        '[1](/posts/other#x)',
        '[2](/posts/other)',
        '[3](/files/a.pdf)',
        '[4](/posts/other)',
        '[5](/posts/other?a)',
        '[6](/about)',
        '[7]({% post_url 2013-01-01-gone %})',
      ].join('\n'),
    )
  })
})

test('code is never touched', async () => {
  const code = [
    '`{{ site.baseurl }}` and ``{% highlight `x` %}`` and `[a](b.md)`',
    '',
    '```liquid\n{% post_url x %}\n{: .a}\n* TOC\n{:toc}\nTerm\n: b\n```',
    '',
    '    {{ site.url }} {: .x}',
    '',
    '* item',
    '',
    '  ~~~\n  {% include x.html %}\n  ~~~',
    '',
    '> ```\n> {{ x }}\n> ```',
    '',
    '<pre>{% raw_ %}</pre> <code>{{ y }}</code> <!-- {{ z }} -->',
  ].join('\n')
  expect(await convert('jekyll', code)).toBe(code)
  expect(await convert('jekyll', code.replaceAll('\n', '\r\n'))).toBe(code)
})

test('what has no equal is named by file and line, and so is what becomes something else', async () => {
  const source =
    '---\ntitle: A\n---\nOne\n\n{% for a in b %}\n- {{ a.c }}\n{% endfor %}\n\n{% gist ab12cd34 %}\n'
  const { report } = await importFiles('jekyll', { '_posts/2014-11-16-a.md': source })
  const path = '_posts/2014-11-16-a.md'
  expect(report.raw).toEqual([
    { path, line: 6, text: '{% for a in b %}' },
    { path, line: 7, text: '{{ a.c }}' },
    { path, line: 8, text: '{% endfor %}' },
  ])
  expect(report.replaced).toEqual([
    {
      path,
      line: 10,
      text: '{% gist ab12cd34 %}',
      instead: 'link',
    },
  ])
})
