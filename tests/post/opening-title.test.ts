/** A title that the text says once more: the page shows it once. */

import { expect, test } from 'vitest'
import { render } from './render.ts'

const rendered = async (markdown: string, title: string | null) => {
  const article = await render(markdown, { title })
  return [article.title, article.html.trim().replace(/ id="[^"]*"|<a .*?<\/a>/g, '')]
}

test.each<[string, string, string | null, [string | null, string]]>([
  ['none is given: the opening heading', '# 雨 *天*\n\nText', null, ['雨 天', '<p>Text</p>']],
  ['none is given: of whatever level', '\n### 1.Rain\n\nText', null, ['1.Rain', '<p>Text</p>']],
  [
    'none is given: a later heading stays',
    'Text\n\n# Rain',
    null,
    ['Rain', '<p>Text</p>\n<h1>Rain</h1>'],
  ],
  ['none is there', 'Text', null, [null, '<p>Text</p>']],
  ['the same is given', '# Rain\n\nText', 'Rain', ['Rain', '<p>Text</p>']],
  ['another is given', '# Rain\n\nText', 'Snow', ['Snow', '<h1>Rain</h1>\n<p>Text</p>']],
  ['a section says the same', '## Rain\n\nText', 'Rain', ['Rain', '<h2>Rain</h2>\n<p>Text</p>']],
  ['twice: once is enough', '# Rain\n\n# Rain', 'Rain', ['Rain', '<h1>Rain</h1>']],
])('%s', async (_, markdown, title, want) => {
  expect(await rendered(markdown, title)).toEqual(want)
})

test('the contents begin below it', async () => {
  const { contents } = await render('# Rain\n\n## In spring\n', { title: null })
  expect(contents.map(({ text }) => text)).toEqual(['In spring'])
})
