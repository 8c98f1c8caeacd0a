/** Jekyll's own Liquid tags, and those of Octopress and of widespread includes. */

import { type Arguments, argument, readArguments } from './arguments.ts'
import { evaluate } from './liquid.ts'
import { alertKind, codeBlock, figure, linkInstead, player, quotation } from './markup.ts'
import type { Surroundings } from './surroundings.ts'
import type { Convert, Converted, Tag } from './tree.ts'

type Writer = (tag: Tag, around: Surroundings) => Converted | string | null

const WRITERS: Record<string, Writer> = {
  highlight: ({ mark, inner, indent }) =>
    inner && codeBlock(mark.args.split(/\s+/)[0] ?? '', inner.text, indent),
  codeblock: ({ mark, inner, indent }) =>
    inner && codeBlock(languageIn(mark.args), inner.text, indent),
  mermaid: ({ inner, indent }) => inner && codeBlock('mermaid', inner.text, indent),
  raw: ({ inner }) => inner && { text: inner },
  comment: ({ inner }) => inner && '',
  post_url: ({ mark }, { findPost }) => findPost(mark.args.replace(/^\//, '')),
  link: ({ mark }, around) => findTarget(mark.args.replace(/^\//, ''), around),
  include: ({ mark, indent }) => include(mark.args, indent),
  include_cached: ({ mark, indent }) => include(mark.args, indent),
  gist: ({ mark }) => gist(mark.args),
  youtube: ({ mark }) => player('youtube', readArguments(mark.args).list[0] ?? ''),
  vimeo: ({ mark }) => player('vimeo', readArguments(mark.args).list[0] ?? ''),
  img: ({ mark }) => picture(mark.args),
  blockquote: ({ mark, inner, indent }) => inner && quotation(inner, source(mark.args), indent),
  pullquote: ({ inner }) => inner && { text: inner, instead: 'words' },
}

/** Converts what Jekyll's Liquid has, as far as pages of ours can show the same. */
export const convertJekyll =
  (around: Surroundings): Convert =>
  (tag) => {
    if (tag.mark.kind === 'output') return evaluate(tag.mark.args, around.look)
    return tag.mark.kind === 'open' ? (WRITERS[tag.mark.name]?.(tag, around) ?? null) : null
  }

function findTarget(path: string, { findPost, findFile }: Surroundings): string | null {
  return findPost(path) ?? (findFile(path) ? `/${path}` : null)
}

function include(args: string, indent: string): Converted | string | null {
  const [, file = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(args) ?? []
  const name = file
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .toLowerCase()
  const given = readArguments(rest)
  if (/^toc\b/.test(name)) return ''
  if (/^(?:figure|image|img|picture|photo|pic)/.test(name)) return pictureOf(given)
  if (/^youtube/.test(name))
    return player('youtube', argument(given, ['id', 'video', 'video_id'], 0))
  if (/^bilibili/.test(name))
    return player('bilibili', bilibili(argument(given, ['id', 'bvid'], 0)))
  if (/^vimeo/.test(name)) return player('vimeo', argument(given, ['id', 'video'], 0))
  if (name === 'video') {
    const host = argument(given, ['provider'], 1)
    return player(host === 'google-drive' ? '' : host, argument(given, ['id'], 0))
  }
  const kind = alertKind(argument(given, ['type', 'kind']) || name)
  const content = argument(given, ['content', 'text', 'body'])
  if (kind && content)
    return { text: boxOf(kind, argument(given, ['title']), content, indent), block: true }
  return null
}

const boxOf = (kind: string, title: string, content: string, indent: string): string =>
  [
    `> [!${kind}]`,
    ...(title ? [`> **${title}**`, '>'] : []),
    `> ${content.replace(/\s+/g, ' ')}`,
  ].join(`\n${indent}`)

/** The old numbers and the new names of a video's page. */
export const bilibili = (id: string): string =>
  /^(?:av)?\d+$/i.test(id) ? `aid=${id.replace(/^av/i, '')}` : `bvid=${id}`

/** A picture with named arguments, as includes and shortcodes have it. */
export function pictureOf(given: Arguments): Converted | null {
  const src = argument(given, ['src', 'url', 'image_path', 'image', 'path', 'file', 'img'], 0)
  if (!src) return null
  const size = (name: string) => /^\d+(?:px|%)?$/.exec(argument(given, [name]))?.[0]
  const [width, height] = [size('width') ?? size('max-width'), size('height')]
  return figure({
    src,
    alt: argument(given, ['alt']),
    caption: argument(given, ['caption']) || argument(given, ['title']),
    link: argument(given, ['link', 'href']),
    ...(width && { width }),
    ...(height && { height }),
  })
}

/** `[class] address [width] [height] [title [alt]]`, as Octopress and Hexo write pictures. */
export function picture(args: string): Converted | null {
  const { list } = readArguments(args)
  const at = list.findIndex((each) => /[/.]/.test(each))
  if (at < 0) return null
  const [src = '', ...rest] = list.slice(at)
  const sizes = rest.filter((each, index) => index < 2 && /^\d+$/.test(each))
  // Octopress and Hexo put both texts into one pair of quotes: '"title" "alt"'.
  const words = rest.slice(sizes.length)
  const inner =
    words.length === 1 && /^["']/.test(words[0] ?? '') ? readArguments(words[0] ?? '').list : null
  const quoted = /["']/.test(args.slice(args.indexOf(src)))
  const [title = '', alt = ''] = inner ?? (quoted ? words : [words.join(' ')])
  const [width, height] = sizes
  return figure({
    src,
    alt: alt || title,
    caption: title,
    ...(width && { width }),
    ...(height && { height }),
  })
}

/** `Author, Source http://address Title of the source`, as a line below a quotation. */
export function source(args: string): string {
  const [, words = '', link = '', title = ''] =
    /^(.*?)(?:\s*(https?:\/\/\S+)\s*(.*))?$/s.exec(args.trim()) ?? []
  const [author = '', ...more] = words.split(/\s*,\s*/)
  const work = title || more.join(', ')
  const cited = link ? `[${work || link.replace(/^https?:\/\/(?:www\.)?/, '')}](${link})` : work
  return [author && `**${author}**`, cited].filter(Boolean).join(' ')
}

/** `title lang:ruby http://address`: the language. */
export const languageIn = (args: string): string =>
  /(?:^|\s)lang:\s*([\w+#-]+)/.exec(args)?.[1] ?? ''

/** `user/id`, `id file` or `user id`: a page of ours runs no script of GitHub's. */
export function gist(args: string): Converted | null {
  const [first = '', second = ''] = readArguments(args).list
  const id = /^[0-9a-f]{5,}$/i.test(second) ? `${first}/${second}` : first
  return /^[\w./-]+$/.test(id) ? linkInstead(`Gist ${id}`, `https://gist.github.com/${id}`) : null
}
