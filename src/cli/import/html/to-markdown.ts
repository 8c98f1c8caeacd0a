/** Turns HTML into Markdown block by block, where a reader sees no difference; the rest stays HTML. */

import type TurndownService from 'turndown'
import { renderMarkdown } from '../../../post/markdown/markdown.ts'
import { Composer, Mapped } from '../constructs/mapped.ts'
import { cutBlocks } from './blocks.ts'
import { showsSame } from './same.ts'

/** What Markdown has no word for stands within it as HTML. */
const KEPT = new Set(
  'abbr audio cite del details dl iframe ins kbd mark q ruby s small strike sub sup table u video'.split(
    ' ',
  ),
)

/** Blocks that stay as they are written. */
const WHOLE = /^<(?:audio|details|dl|figure|iframe|table|video)\b/i

export async function htmlToMarkdown(source: Mapped): Promise<Mapped> {
  const turndown = await openTurndown()
  const out = new Composer()
  for (const { html, at } of cutBlocks(source.text)) {
    const line = source.lineAt(at)
    const text = /^<!--/.test(html) ? html : await convertBlock(html, turndown)
    out.addBlock(
      new Mapped(
        text,
        text.split('\n').map(() => line),
      ),
      line,
    )
  }
  return out.done()
}

async function convertBlock(html: string, turndown: TurndownService): Promise<string> {
  const kept = withoutEmptyLines(html)
  if (WHOLE.test(html)) return kept
  const markdown = turndown.turndown(html).trim()
  if (markdown === '' || markdown === kept) return kept
  const [one, other] = [await render(kept), await render(markdown)]
  return one !== null && other !== null && showsSame(one, other) ? markdown : kept
}

/** An empty line would end a block of HTML; within `<pre>` it does not. */
const withoutEmptyLines = (html: string): string =>
  html
    .split(/(<pre\b[\s\S]*?<\/pre>)/i)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\n[ \t]*(?=\n)/g, '')))
    .join('')

/** Null for what the blog would refuse. */
async function render(source: string): Promise<string | null> {
  const options = {
    bodyLine: 1,
    looseHeadings: false,
    title: '',
    summary: null,
    cover: null,
    pictures: new Map(),
  }
  return renderMarkdown(source, options).then(
    ({ html }) => html,
    () => null,
  )
}

async function openTurndown(): Promise<TurndownService> {
  const { default: Turndown } = await import('turndown')
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
    hr: '---',
  })
  turndown.keep((node) => KEPT.has(node.nodeName.toLowerCase()))
  turndown.addRule('code', {
    filter: 'pre',
    replacement(_, node) {
      const code = node.textContent ?? ''
      const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length))
      const fence = '`'.repeat(longest + 1)
      return `\n\n${fence}${languageOf(node as Element)}\n${code.replace(/^\n|\n$/g, '')}\n${fence}\n\n`
    },
  })
  return turndown
}

/** From the classes that highlighters use: `language-js`, `brush: js`. */
function languageOf(node: Element): string {
  const classes = `${node.getAttribute('class') ?? ''} ${node.firstElementChild?.getAttribute('class') ?? ''}`
  return /(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)/.exec(classes)?.[1] ?? ''
}
