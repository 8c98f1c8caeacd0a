/** Hugo's shortcodes, and those that many of its themes share. */

import { type Arguments, argument, readArguments } from './arguments.ts'
import { bilibili, gist, pictureOf } from './jekyll-tags.ts'
import { alert, alertKind, codeBlock, destination, details, linkInstead, player } from './markup.ts'
import type { Mark, Syntax } from './scan.ts'
import type { Surroundings } from './surroundings.ts'
import type { Convert, Converted, Tag } from './tree.ts'

const ESCAPED = /\{\{([<%])\/\*(.*?)\*\/([>%])\}\}/sy
const SHORTCODE =
  /\{\{([<%])-?\s*(\/?)\s*([\w][\w./-]*?)(?:\s+((?:(?![>%]\}\}).)*?))?\s*(\/?)-?[>%]\}\}/sy
const LITERAL = new Set(['highlight', 'mermaid', 'rawhtml', 'echarts', 'comment', 'code', 'script'])

export const SHORTCODES: Syntax = {
  starts: '{',
  verbatim: LITERAL,
  read(text, at): Mark | null {
    ESCAPED.lastIndex = at
    const escaped = ESCAPED.exec(text)
    if (escaped) {
      const shown = `{{${escaped[1]}${escaped[2]}${escaped[3]}}}`
      return { kind: 'output', name: 'escaped', args: shown, end: ESCAPED.lastIndex }
    }
    SHORTCODE.lastIndex = at
    const code = SHORTCODE.exec(text)
    if (!code) return null
    const [, , close, name = '', args = ''] = code
    return { kind: close ? 'close' : 'open', name, args: args.trim(), end: SHORTCODE.lastIndex }
  },
}

/** Code in which shortcodes that were escaped by a comment stand as Hugo shows them. */
export const unescapeShortcodes = (code: string): string =>
  code.replace(/\{\{([<%])\/\*(.*?)\*\/([>%])\}\}/gs, '{{$1$2$3}}')

type Writer = (given: Arguments, tag: Tag, around: Surroundings) => Converted | string | null

const social =
  (name: string, address: (id: string, user: string) => string): Writer =>
  (given) => {
    const id = argument(given, ['id'], given.list.length > 1 ? 1 : 0)
    const user = argument(given, ['user'], given.list.length > 1 ? 0 : undefined)
    return /^[\w-]+$/.test(id) ? linkInstead(`${name} ${id}`, address(id, user || 'i')) : null
  }

const tweet = social('Post', (id, user) => `https://x.com/${user}/status/${id}`)

const reference: Writer = (given, _, { findPost }) => {
  const [, path = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(argument(given, ['path'], 0)) ?? []
  if (path === '') return fragment || null
  const address = findPost(path)
  return address === null ? null : address + fragment
}

const box: Writer = (given, { inner, indent, mark }) => {
  if (!inner) return null
  const named = alertKind(mark.name)
  const own = argument(given, ['type', 'kind', 'color', 'theme', 'class'], 0)
  const kind = alertKind(own) ?? named ?? 'NOTE'
  const title = argument(given, ['title'], alertKind(own) || !named ? 1 : 0)
  const open = argument(given, ['open'], 2)
  return open === 'false' ? details(title || kind, inner) : alert(kind, title, inner, indent)
}

const WRITERS: Record<string, Writer> = {
  figure: (given) => pictureOf(given),
  image: (given) => pictureOf(given),
  img: (given) => pictureOf(given),
  highlight: ({ list }, { inner, indent }) => inner && codeBlock(list[0] ?? '', inner.text, indent),
  code: (given, { inner, indent }) =>
    inner && codeBlock(argument(given, ['language', 'lang'], 0), inner.text, indent),
  mermaid: (_, { inner, indent }) => inner && codeBlock('mermaid', inner.text, indent),
  ref: reference,
  relref: reference,
  youtube: (given) => player('youtube', argument(given, ['id'], 0), argument(given, ['title'])),
  vimeo: (given) => player('vimeo', argument(given, ['id'], 0), argument(given, ['title'])),
  bilibili: (given) => {
    const [id, part] = [argument(given, ['id'], 0), argument(given, ['p'], 1)]
    return player('bilibili', `${bilibili(id)}${/^\d+$/.test(part) ? `&p=${part}` : ''}`)
  },
  gist: (_, { mark }) => gist(mark.args),
  tweet,
  twitter: tweet,
  x: tweet,
  instagram: social('Instagram', (id) => `https://www.instagram.com/p/${id}/`),
  param: (given, _, { look }) =>
    look(`page.${given.list[0]}`) ?? look(`site.params.${given.list[0]}`),
  details: (given, { inner }) =>
    inner && details(argument(given, ['summary', 'title'], 0) || 'Details', inner),
  link: (given) => {
    const href = argument(given, ['href'], 0)
    const text = argument(given, ['content'], 1) || href.replace(/^mailto:/, '')
    return href ? `[${text}](${destination(href)})` : null
  },
  button: (given, { inner }) => {
    const href = argument(given, ['href', 'link', 'url'])
    return href && inner ? `[${inner.text.trim()}](${destination(href)})` : null
  },
  raw: (_, { inner }) => inner && { text: inner },
  rawhtml: (_, { inner }) => inner && { text: inner },
  style: (_, { inner }) => inner && { text: inner, instead: 'words' },
  typeit: (_, { inner }) => inner && { text: inner, instead: 'words' },
  script: (_, { inner }) => inner && { text: '', instead: 'nothing' },
  echarts: (_, { inner, indent }) =>
    inner && { ...codeBlock('json', inner.text, indent), instead: 'code' },
  comment: (_, { inner }) => inner && '',
  toc: () => '',
  br: () => '<br>',
  kbd: (given) => (given.list[0] ? `<kbd>${given.list.join(' ')}</kbd>` : null),
}

const BOXES = ['admonition', 'notice', 'alert', 'callout', 'hint', 'box', 'panel']

/** Converts what shortcodes have, as far as pages of ours can show the same. */
export const convertHugo =
  (around: Surroundings): Convert =>
  (tag) => {
    const { kind, name, args } = tag.mark
    if (name === 'escaped') return args
    if (kind !== 'open') return null
    const given = readArguments(args.replace(/\/$/, ''))
    const write = WRITERS[name.toLowerCase()]
    if (write) return write(given, tag, around)
    return BOXES.includes(name.toLowerCase()) || alertKind(name) ? box(given, tag, around) : null
  }
