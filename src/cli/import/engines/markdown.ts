/** Reads any folder of Markdown: Astro's content, an Obsidian vault, what a static site was made of. */

import { Config } from '../config.ts'
import type { Zones } from '../dates.ts'
import { type Document, type Source, textField } from '../document.ts'
import {
  DATED,
  type Engine,
  isMarkdown,
  makeDocument,
  type Reading,
  readEach,
  stemOf,
} from './engine.ts'

/** What a site has once, and no blog twice. */
const PAGE =
  /^(?:about(?:[-_]?me)?|links?|friends?|now|uses|contact|projects?|resume|cv|imprint|impressum|privacy|关于|友链)$/i
const NO_POST =
  /(?:^|\/)(?:readme(?:[-_.][\w-]+)?|license|licence|changelog|contributing|code_of_conduct|404)\.\w+$/i
const TEMPLATES = /(?:^|\/)(?:_?templates?|archetypes)\//i

export const markdown: Engine = {
  rootOf: (paths) => (paths.some(isMarkdown) ? '' : null),

  read(site, options): Reading {
    const shown = options.timezone
    const zones: Zones = { shown, read: options.dates === 'jekyll' ? 'UTC' : shown, known: true }
    const skipped: Reading['skipped'] = []
    const texts = site.paths.filter(
      (path) => isMarkdown(path) && !NO_POST.test(path) && !TEMPLATES.test(path),
    )
    const { items, refused } = readEach(site, texts, (source, path) => {
      if (!/(?:^|\/)_index\.\w+$/.test(path)) return readNote(source, path, zones)
      skipped.push({ path, why: 'list' })
      return null
    })
    for (const path of site.paths.filter((each) =>
      /\.(?:org|rst|adoc|textile|docx?|ipynb)$/i.test(each),
    )) {
      skipped.push({ path, why: 'format' })
    }
    const publicPath = (path: string) => path.replace(/^(?:.*\/)?(?:public|static)\//, '')
    return {
      documents: items,
      refused,
      skipped,
      comments: 0,
      config: new Config(null, {}),
      zones,
      publicPath,
    }
  },
}

function readNote(source: Source, path: string, zones: Zones): Document {
  const isIndex = /(?:^|\/)index\.\w+$/i.test(path)
  const stem = isIndex ? stemOf(`${path.replace(/\/?[^/]*$/, '')}.md`) : stemOf(path)
  const [, day = null, name = stem] = DATED.exec(stem) ?? []
  const { fields } = source
  const isDated =
    day !== null || textField(fields, 'date', 'published', 'pubdate', 'created') !== null
  const kind =
    !isDated && (PAGE.test(name) || /(?:^|\/)(?:spec|pages)\//.test(path)) ? 'page' : 'post'
  const document = makeDocument(source, {
    path,
    kind,
    name,
    day: day ?? textField(fields, 'created'),
    zones,
  })
  const own = textField(fields, 'permalink', 'url')
  if (own) document.addresses = [...new Set([own, ...document.addresses])]
  return document
}
