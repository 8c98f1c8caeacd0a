/** From the bytes an author pushed to checked fields and the Markdown that follows them. */

import { decodeSource } from './decode.ts'
import type { Fields } from './fields.ts'
import { labelKey } from './labels.ts'
import type { Warning } from './post.ts'
import { Refusal } from './refusal.ts'
import { slugify } from './slug.ts'

export { MAX_SOURCE } from './decode.ts'

export interface Source {
  fields: Fields
  body: string
  /** 1-based line of the source where `body` starts. */
  bodyLine: number
  warnings: Warning[]
}

export interface SourceOptions {
  /** IANA time zone of dates that have none. */
  timezone: string
  /** The slug the address asked for. */
  slug?: string
  /** The file's name, or its path. */
  name?: string
  /** Slugs that a page may not take. */
  reserved?: ReadonlySet<string>
}

/** Reads a source. Throws a Refusal, and nothing else, for what an author can get wrong. */
export function readSource(bytes: Uint8Array, options: SourceOptions): Source {
  const text = decodeSource(bytes)
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text)
  const body = match ? text.slice(match[0].length) : text
  const value = (key: string) =>
    new RegExp(`^${key}:[ \\t]*(.+?)\\s*$`, 'm').exec(match?.[1] ?? '')?.[1] ?? null
  const title = value('title')
  const slug =
    options.slug ?? slugify(value('slug') ?? options.name?.replace(/\.\w+$/, '') ?? title ?? '')
  if (slug === '') throw new Refusal('bad-slug', { field: 'slug', message: 'There is no slug.' })
  const tags = (value('tags') ?? '').split(/[\s,]+/).filter(Boolean)
  const fields: Fields = {
    slug,
    kind: value('layout') === 'page' ? 'page' : 'post',
    title,
    lang: null,
    date: Date.parse(value('date') ?? '') || null,
    updated: null,
    draft: value('draft') === 'true',
    tags: tags.map((name) => ({ name, key: labelKey(name) })),
    categories: [],
    author: null,
    summary: null,
    cover: null,
    canonical: null,
    aliases: [],
    looseHeadings: null,
    extra: {},
  }
  const bodyLine = (match?.[0].match(/\n/g)?.length ?? 0) + 1
  return { fields, body, bodyLine, warnings: [] }
}
