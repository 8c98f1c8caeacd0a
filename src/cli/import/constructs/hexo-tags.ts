/** Hexo's tags, and those that its NexT theme has made common. */

import { argument, readArguments } from './arguments.ts'
import { bilibili, gist, languageIn, picture, source } from './jekyll-tags.ts'
import { evaluate } from './liquid.ts'
import {
  alert,
  alertKind,
  codeBlock,
  destination,
  details,
  linkInstead,
  player,
  quotation,
} from './markup.ts'
import type { Surroundings } from './surroundings.ts'
import type { Convert, Converted, Tag } from './tree.ts'

type Writer = (tag: Tag, around: Surroundings) => Converted | string | null

const code: Writer = ({ mark, inner, indent }) =>
  inner && codeBlock(languageIn(mark.args), inner.text, indent)

const quote: Writer = ({ mark, inner, indent }) =>
  inner && quotation(inner, source(mark.args), indent)

const video =
  (host: string): Writer =>
  ({ mark }) =>
    player(host, readArguments(mark.args).list[0] ?? '')

const WRITERS: Record<string, Writer> = {
  codeblock: code,
  code,
  blockquote: quote,
  quote,
  centerquote: quote,
  cq: quote,
  pullquote: ({ inner }) => inner && { text: inner, instead: 'words' },
  raw: ({ inner }) => inner && { text: inner },
  comment: ({ inner }) => inner && '',
  mermaid: ({ inner, indent }) => inner && codeBlock('mermaid', inner.text, indent),
  img: ({ mark }) => picture(mark.args),
  asset_img: ({ mark }) => picture(mark.args),
  asset_path: ({ mark }, { findFile }) => {
    const [file = ''] = readArguments(mark.args).list
    return findFile(file) ? file : null
  },
  asset_link: ({ mark }, { findFile }) => {
    const [file = '', ...words] = readArguments(mark.args).list
    return findFile(file) ? link(words.join(' ') || file, file) : null
  },
  post_path: ({ mark }, { findPost }) => findPost(mark.args),
  post_link: ({ mark }, { findPost, look }) => {
    const [name = '', ...words] = readArguments(mark.args).list
    const address = findPost(name)
    if (address === null) return null
    const title = words.filter((word) => word !== 'true' && word !== 'false').join(' ')
    return link(title || look(`title ${name}`) || name, address)
  },
  link: ({ mark }) => {
    const { list } = readArguments(mark.args)
    const at = list.findIndex((each) => /^(?:https?:|\/|#)/.test(each))
    return at < 0 ? null : link(list.slice(0, at).join(' ') || (list[at] ?? ''), list[at] ?? '')
  },
  button: ({ mark }) => button(mark.args),
  btn: ({ mark }) => button(mark.args),
  iframe: ({ mark }) => {
    const [address = ''] = readArguments(mark.args).list
    return /^https?:/.test(address) ? linkInstead(address, address) : null
  },
  gist: ({ mark }) => gist(mark.args),
  youtube: video('youtube'),
  vimeo: video('vimeo'),
  bilibili: ({ mark }) => player('bilibili', bilibili(readArguments(mark.args).list[0] ?? '')),
  note: ({ mark, inner, indent }) => {
    if (!inner) return null
    const [kind = 'note', ...words] = readArguments(mark.args).list
    const title = words.filter((word) => !/^(?:no-icon|icon|flat|simple|modern)$/.test(word))
    return alert(alertKind(kind) ?? 'NOTE', title.join(' '), inner, indent)
  },
  folding: ({ mark, inner }) => inner && details(mark.args.replace(/^\w+,\s*/, ''), inner),
  fold: ({ mark, inner }) =>
    inner && details(argument(readArguments(mark.args), ['title'], 0), inner),
  hideToggle: ({ mark, inner }) => inner && details(mark.args.split(',')[0] ?? '', inner),
}

/** Converts what Hexo's tags have, as far as pages of ours can show the same. */
export const convertHexo =
  (around: Surroundings): Convert =>
  (tag) => {
    if (tag.mark.kind === 'output') return evaluate(tag.mark.args, around.look)
    return tag.mark.kind === 'open' ? (WRITERS[tag.mark.name]?.(tag, around) ?? null) : null
  }

const link = (text: string, address: string): string =>
  `[${text.replace(/[[\]]/g, '\\$&')}](${destination(address)})`

/** `url, text, icon, title`. */
function button(args: string): Converted | null {
  const [address = '', text = '', , title = ''] = args.split(/\s*,\s*/)
  return /^(?:https?:|\/|#)/.test(address)
    ? { text: link(text || title || address, address) }
    : null
}
