/** Turns a document of the old site into Deckle's Markdown, step by step, and keeps book of what was converted. */

import { type AddressOptions, convertAddresses } from './addresses.ts'
import type { Config } from './config.ts'
import { convertAttributes } from './constructs/attribute-lists.ts'
import { convertBoxes } from './constructs/boxes.ts'
import { convertDefinitionLists } from './constructs/definition-lists.ts'
import { convertHexo } from './constructs/hexo-tags.ts'
import { convertHugo, SHORTCODES, unescapeShortcodes } from './constructs/hugo-shortcodes.ts'
import { convertJekyll } from './constructs/jekyll-tags.ts'
import { LIQUID } from './constructs/liquid.ts'
import { Composer, type Mapped } from './constructs/mapped.ts'
import { chain, type Rewritten } from './constructs/rewrite.ts'
import { scan } from './constructs/scan.ts'
import type { Surroundings } from './constructs/surroundings.ts'
import { type Conversion, convertMarks } from './constructs/tree.ts'
import { convertEmbeds, convertWikiLinks } from './constructs/wiki-links.ts'
import type { Document } from './document.ts'
import type { EngineName } from './engines/engine.ts'
import { htmlToMarkdown } from './html/to-markdown.ts'
import { newAddress, type Pages } from './pages.ts'

export interface Converted {
  text: Mapped
  conversions: Conversion[]
  /** Files of the old site that it shows or leads to. */
  files: Set<string>
}

type Step = (text: Mapped, around: Surroundings) => Rewritten

const STEPS: Record<EngineName, Step[]> = {
  jekyll: [
    (text, around) => convertMarks(text, LIQUID, convertJekyll(around)),
    (text) => changeCode(text, (code) => code.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')),
    convertEmbeds,
    convertAttributes,
    convertDefinitionLists,
  ],
  hexo: [
    (text, around) => convertMarks(text, LIQUID, convertHexo(around)),
    convertEmbeds,
    convertBoxes,
  ],
  hugo: [
    (text, around) => convertMarks(text, SHORTCODES, convertHugo(around)),
    (text) => changeCode(text, unescapeShortcodes),
    convertEmbeds,
    convertAttributes,
    convertDefinitionLists,
    convertBoxes,
  ],
  wordpress: [],
  ghost: [],
  markdown: [convertWikiLinks, convertBoxes, convertAttributes, convertDefinitionLists],
}

export interface ConvertOptions extends AddressOptions {
  engine: EngineName
  pages: Pages
  config: Config
}

export async function convertDocument(
  document: Document,
  options: ConvertOptions,
): Promise<Converted> {
  const around = surround(document, options)
  const steps = STEPS[options.engine].map((step) => (text: Mapped) => step(text, around))
  const { text, conversions } = chain(excerpt(document, options.config), ...steps)
  const markdown = document.format === 'html' ? await htmlToMarkdown(text) : text
  const done = convertAddresses(markdown, document, options)
  return { text: done.text, conversions: [...conversions, ...done.conversions], files: done.files }
}

function surround(document: Document, { pages, config }: ConvertOptions): Surroundings {
  const find = (name: string) => pages.findPost(name, document)
  return {
    findPost(name) {
      const found = find(name)
      return found && newAddress(found)
    },
    findFile: (path) => (pages.findFile(path, document) ? path : null),
    look(name) {
      const [scope = '', key = ''] = name.split(/[. ](.*)/s)
      if (scope === 'title') return titleOf(find(key))
      if (scope === 'page' && key === 'url') return newAddress(document)
      if (scope === 'page' && key === 'date') return document.date
      if (scope === 'page' || scope === 'post') return scalar(document.rest.get(key))
      // Pages of ours begin at the root.
      if (name === 'site.baseurl' || name === 'config.root') return ''
      if (name === 'site.url' || name === 'config.url') return ''
      return scope === 'site' || scope === 'config' ? config.text(key) : null
    },
  }
}

const titleOf = (document: Document | null): string | null => scalar(document?.rest.get('title'))

const scalar = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null

/** A separator of the author's own becomes ours. */
function excerpt(document: Document, config: Config): Mapped {
  const { rest } = document
  const body = document.body()
  const own = rest.get('excerpt_separator') ?? config.text('excerpt_separator')
  if (typeof own !== 'string' || !own.startsWith('<!--') || !body.text.includes(own)) return body
  let done = false
  return body.mapLines((line) => {
    if (done || !line.includes(own)) return line
    done = true
    return line.replace(own, () => '<!-- more -->')
  })
}

/** Engines read their marks in code, too; there the only ones to go are those that hide the others from them. */
function changeCode(source: Mapped, change: (code: string) => string): Rewritten {
  const out = new Composer()
  for (const { kind, text, at } of scan(source.text, null)) {
    const own = source.slice(at, at + text.length)
    out.add(kind === 'code' && change(text) !== text ? change(text) : own, source.lineAt(at))
  }
  return { text: out.done(), conversions: [] }
}
