/** Reads the items of a WordPress export. */

import { Parser } from 'htmlparser2'
import type { Fault } from '../../../post/refusal.ts'

export interface Item {
  id: string
  /** `post`, `page`, `attachment` and whatever plugins have. */
  type: string
  status: string
  title: string
  name: string
  link: string
  /** `2014-11-16 10:00:00`: by the clock of the site, and by that of Greenwich. */
  local: string
  utc: string
  content: string
  /** 1-based line of the file where the content begins. */
  line: number
  excerpt: string
  author: string
  password: string
  /** The address of an attachment's file. */
  attachment: string
  /** The attachment that is the cover. */
  thumbnail: string
  tags: string[]
  categories: string[]
  comments: number
}

const FIELDS: Record<string, keyof Item> = {
  'wp:post_id': 'id',
  'wp:post_type': 'type',
  'wp:status': 'status',
  title: 'title',
  'wp:post_name': 'name',
  link: 'link',
  'wp:post_date': 'local',
  'wp:post_date_gmt': 'utc',
  'content:encoded': 'content',
  'excerpt:encoded': 'excerpt',
  'dc:creator': 'author',
  'wp:post_password': 'password',
  'wp:attachment_url': 'attachment',
}

/** `problem` is what makes the file no such export. */
export function readWxr(xml: string): {
  items: Item[]
  home: string | null
  problem: Fault | null
} {
  const items: Item[] = []
  const authors = new Map<string, string>()
  const state = {
    item: null as Item | null,
    text: '',
    at: -1,
    label: '',
    key: '',
    login: '',
    home: '',
  }
  const trail: string[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        trail.push(name)
        state.text = ''
        state.at = -1
        if (name === 'item') state.item = emptyItem()
        if (name === 'category') state.label = attributes.domain ?? ''
      },
      ontext(text) {
        if (state.at < 0 && text.trim() !== '') state.at = parser.startIndex
        state.text += text
      },
      onclosetag(name) {
        const { item, text } = state
        const parent = trail.at(-2)
        trail.pop()
        if (name === 'wp:author_login') state.login = text.trim()
        if (name === 'wp:author_display_name') authors.set(state.login, text.trim())
        if (name === 'wp:base_blog_url' || (name === 'link' && parent === 'channel'))
          state.home = text.trim()
        if (item && parent === 'item') {
          const field = FIELDS[name]
          if (field)
            Object.assign(item, { [field]: name === 'content:encoded' ? text : text.trim() })
          if (name === 'content:encoded') item.line = lineAt(xml, state.at)
          if (name === 'category' && text.trim()) {
            if (state.label === 'post_tag') item.tags.push(text.trim())
            if (state.label === 'category') item.categories.push(text.trim())
          }
        }
        if (item && name === 'wp:meta_key') state.key = text.trim()
        if (item && name === 'wp:meta_value' && state.key === '_thumbnail_id')
          item.thumbnail = text.trim()
        if (item && name === 'wp:comment_approved' && text.trim() === '1') item.comments += 1
        if (item && name === 'item') {
          items.push(item)
          state.item = null
        }
        state.text = ''
      },
    },
    { xmlMode: true },
  )
  parser.write(xml)
  parser.end()
  for (const item of items) item.author = authors.get(item.author) || item.author
  const isWxr = /<wp:wxr_version>/.test(xml)
  const problem = isWxr
    ? null
    : {
        message: 'This is no WordPress export.',
        line: 1,
        hint: 'Make one in WordPress: Tools, Export, All content.',
      }
  return { items: isWxr ? items : [], home: state.home || null, problem }
}

const emptyItem = (): Item => ({
  ...{
    id: '',
    type: '',
    status: '',
    title: '',
    name: '',
    link: '',
    local: '',
    utc: '',
    content: '',
    line: 1,
  },
  ...{
    excerpt: '',
    author: '',
    password: '',
    attachment: '',
    thumbnail: '',
    tags: [],
    categories: [],
  },
  comments: 0,
})

const lineAt = (text: string, at: number): number =>
  text.slice(0, Math.max(0, at)).split('\n').length
