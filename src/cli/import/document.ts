/** A post or page of the old site: what its file says, and what the engine made of it. */

import { decodeSource } from '../../post/source/decode.ts'
import { splitSource } from '../../post/source/fences.ts'
import { parseFrontMatter } from '../../post/source/front-matter.ts'
import { Mapped } from './constructs/mapped.ts'

/** Values of the front matter by name, numbers and dates as their author spelled them. */
export type Fields = Map<string, unknown>

export interface Document {
  /** In the old site: what a report names. */
  path: string
  kind: 'post' | 'page'
  draft: boolean
  slug: string
  /** As it goes into the front matter: with an offset, or a day alone. Null: nobody knows. */
  date: string | null
  updated: string | null
  lang: string | null
  /** The slug of the post that this one is a translation of. */
  translationOf: string | null
  /** Where the old site had it, the likeliest address first. */
  addresses: string[]
  /** What else the front matter says. */
  rest: Fields
  /** The line of each field, where there is one. */
  lines?: ReadonlyMap<string, number>
  /** Read when it is asked for: there may be ten thousand. */
  body(): Mapped
  format: 'markdown' | 'html'
}

export interface Source {
  fields: Fields
  lines?: ReadonlyMap<string, number>
  body(): Mapped
}

/** Reads a file's front matter, and its text when that is asked for. Throws a Refusal that names the line. */
export function readSource(read: () => Uint8Array): Source {
  const { block } = splitSource(decodeSource(read()))
  // A copy: a piece of a string keeps all of it in memory.
  const own = block && { ...block, text: Buffer.from(block.text).toString() }
  const fields: Fields = new Map()
  const lines = new Map<string, number>()
  for (const { name, value, written, line } of parseFrontMatter(own)) {
    lines.set(name, line)
    const kept = typeof written === 'object' || String(value) === written ? value : written
    fields.set(name, Array.isArray(written) ? written : kept)
  }
  const body = () => {
    const split = splitSource(decodeSource(read()))
    return Mapped.of(split.body.replace(/\r\n?/g, '\n'), split.bodyLine)
  }
  return { fields, lines, body }
}

/** The first of the names that has a value, in any case of its letters. */
export function field(fields: Fields, ...names: string[]): unknown {
  for (const name of names) {
    for (const [key, value] of fields) {
      if (key.toLowerCase() === name && value !== null && value !== undefined && value !== '')
        return value
    }
  }
  return null
}

export function textField(fields: Fields, ...names: string[]): string | null {
  const value = field(fields, ...names)
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' ? text.trim() || null : null
}

/** One text or a list of them, as a list. */
export function listField(fields: Fields, ...names: string[]): string[] {
  const value = field(fields, ...names)
  const list: unknown[] = Array.isArray(value) ? value.flat(4) : [value]
  return list.filter((each): each is string => typeof each === 'string' && each.trim() !== '')
}

/** YAML 1.1's ways to say no, as Ruby and JavaScript engines take them. */
export const isNo = (value: unknown): boolean => /^(?:false|no|off)$/i.test(String(value ?? ''))
export const isYes = (value: unknown): boolean => /^(?:true|yes|on)$/i.test(String(value ?? ''))

/** Where a field stood that the new front matter has under one of these names. */
export function lineOfField({ lines }: Document, name: string): number | undefined {
  const others: Record<string, string[]> = {
    date: ['publishDate', 'published', 'pubDate', 'pubdate'],
    updated: ['lastmod', 'last_modified_at'],
    redirect_from: ['aliases', 'alias', 'permalink', 'url'],
    cover: ['image'],
  }
  return [name, ...(others[name] ?? [])].map((each) => lines?.get(each)).find(Boolean)
}

/** All but the fields of these names. */
export function without(fields: Fields, names: string[]): Fields {
  return new Map([...fields].filter(([name]) => !names.includes(name.toLowerCase())))
}
