/** Real blogs move in whole: every post arrives, and no reader sees a raw construct that the report did not name. */

import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decodeHTML } from 'entities'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../../src/cli/import/report.ts'
import { shared } from '../../shared.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'

let command: ReturnType<typeof buildCommand>

/** Everything at once, some of it without an equal. */
const OWN = `---
title: Awkward
date: 2014-11-16
---
## A heading {#name}

{% highlight ruby %}
{{ not_a_construct }}
{% endhighlight %}

Words {{ site.unknown }} and \`{{ code }}\`, {% unknown %} too.
{: .lead}

\`\`\`
{% code %} [[code]] ::: {: .code}
\`\`\`

> A quote with [[a link]] in it

1. One
   {: .item}

       {{ indented_code }}

* TOC
{:toc}
`

beforeAll(async () => {
  command = buildCommand()
  const file = join(command.directory, 'own/_posts/2014-11-16-awkward.md')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, OWN)
})
afterAll(() => command.remove())

test.each([
  ['awkward', 'jekyll'],
  ['canonxu-jekyll', 'jekyll'],
  ['fuwari-astro', 'markdown'],
  ['loveit-hugo-bundles/exampleSite', 'hugo'],
])('%s', async (name, engine) => {
  const isOwn = name === 'awkward'
  const folder = isOwn ? join(command.directory, 'own') : shared(`corpora/${name}`)
  if (folder === null) return
  const blog = await openBlog({ without: ['LIMITER'] })
  try {
    const ran = await command.run(['import', folder, '--yes', '--json'], {
      cwd: command.directory,
      env: { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' },
    })
    expect(ran.code, ran.err).toBe(0)
    const report: Report & { created: number } = JSON.parse(ran.out)
    const texts = readdirSync(folder, { recursive: true }).filter((each) => /\.md$/.test(`${each}`))
    expect([report.engine, report.refused]).toEqual([engine, []])
    expect(report.created).toBe(texts.length - report.skipped.length)
    expect(report.raw.length > 0).toBe(name !== 'canonxu-jekyll')
    expect(await findUnnamed(blog, report)).toEqual([])
  } finally {
    await blog.close()
  }
})

const MARKS = /\{%|\{\{|\{:|:::|::\w+\{|(?<!:):\w+\[|\[\[|!!!|\{#|\{\.|:\(fa/g

/** Pages that show a mark more often than the report has named it there. */
async function findUnnamed(blog: Blog, report: Report): Promise<string[]> {
  const found: string[] = []
  for (const { path, slug, kind } of report.moved) {
    const named = report.raw.filter((each) => each.path === path).map(({ text }) => text)
    const address = kind === 'page' ? `/${slug}` : `/posts/${slug}`
    for (const [mark, count] of counts(visibleWords(await read(blog, address)))) {
      const known = named.join('\n').split(mark).length - 1
      if (count > known) found.push(`${address} shows ${mark} ${count} times, ${known} are named`)
    }
  }
  return found
}

/** A page may follow its ledger by a second; a draft has none. */
async function read(blog: Blog, path: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await blog.fetch(encodeURI(path))
    if (answer.status === 200) return answer.text()
    await answer.body?.cancel()
    const { status } = (await (
      await blog.api(`/api${encodeURI(path.replace(/^\/(?!posts)/, '/posts/'))}`)
    ).json()) as { status: string }
    if (status === 'draft') return ''
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${path} does not appear`)
}

const visibleWords = (html: string): string =>
  decodeHTML(
    html
      .replace(/^.*?<body/s, '')
      .replace(/<(script|style|pre|code|kbd|samp|math)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]*>/g, ''),
  )

function counts(text: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const [mark] of text.matchAll(MARKS)) found.set(mark, (found.get(mark) ?? 0) + 1)
  return found
}
