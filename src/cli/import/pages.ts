/** Finds the posts, pages and files of the old site that its names and addresses mean. */

import { dirname, join, normalize } from 'node:path/posix'
import { aliasPath } from '../../post/source/aliases.ts'
import { urls } from '../../urls.ts'
import type { Document } from './document.ts'
import { DATED, isMarkdown, type Reading } from './engines/engine.ts'
import type { Site } from './site.ts'

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif)$/i

export const isPicture = (path: string): boolean => PICTURE.test(path)

/** The address of a document on the blog. */
export const newAddress = ({ kind, slug }: Document): string =>
  kind === 'page' ? urls.standalone(slug) : urls.post(slug)

/** Its old addresses as paths, each once; without its new one, and without what cannot be the path of a page. */
export function oldAddresses(document: Document): string[] {
  const paths = document.addresses.flatMap((each) => {
    const alias = aliasPath(each)
    return 'path' in alias ? [alias.path] : []
  })
  const own = decodeURIComponent(newAddress(document))
  return [...new Set(paths)].filter((path) => path !== own)
}

export class Pages {
  #byKey = new Map<string, Document>()
  #files = new Map<string, string>()
  #byName = new Map<string, string>()
  #hosts: string[]
  #base: string

  constructor(reading: Reading, site: Site) {
    const { documents, config, publicPath } = reading
    for (const document of documents) {
      for (const key of keysOf(document, publicPath(document.path))) {
        // The same name in several languages: each finds its own first.
        if (document.lang) this.#keep(this.#byKey, `${document.lang}:${key}`, document)
        this.#keep(this.#byKey, key, document)
      }
    }
    for (const path of site.paths.filter((each) => !isMarkdown(each))) {
      for (const key of [path, publicPath(path)])
        this.#keep(this.#files, key.normalize('NFC'), path)
      this.#keep(this.#byName, path.replace(/^.*\//, '').normalize('NFC').toLowerCase(), path)
    }
    const home = URL.parse(config.text('url') ?? config.text('baseURL') ?? '')
    this.#hosts = home ? [home.host, home.host.replace(/^www\./, ''), `www.${home.host}`] : []
    this.#base = (config.text('baseurl') ?? config.text('root') ?? home?.pathname ?? '')
      .replace(/^https?:\/\/[^/]*/, '')
      .replace(/\/$/, '')
  }

  #keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
    if (key !== '' && !map.has(key)) map.set(key, value)
  }

  #get(key: string, { lang }: Document): Document | null {
    return (lang && this.#byKey.get(`${lang}:${key}`)) || this.#byKey.get(key) || null
  }

  /** By path, file name, title or old address, seen from a document. */
  findPost(name: string, from: Document): Document | null {
    const path = decode(name).normalize('NFC').replace(/\/$/, '')
    const bare = path.replace(/^\.?\//, '').replace(/\.(?:md|markdown|html?)$/i, '')
    const near = normalize(join(dirname(from.path), path)).replace(/\.(?:md|markdown)$/i, '')
    for (const key of [path, near, bare, bare.toLowerCase()].filter(Boolean)) {
      const found = this.#get(key, from)
      if (found) return found
    }
    return null
  }

  /** The document at an address that stands in another one; with what follows its path. */
  findLink(href: string, from: Document): { document: Document; rest: string } | null {
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? []
    const local = this.#local(path)
    if (local === null || local === '') return null
    const from0 = from.addresses[0] ?? '/'
    const old = URL.parse(local, `http://old.invalid${from0.startsWith('/') ? from0 : `/${from0}`}`)
    const found =
      (isMarkdown(local) || local.startsWith('/') ? null : this.#at(old?.pathname ?? '', from)) ??
      this.#at(local, from) ??
      (isMarkdown(local) ? this.findPost(local, from) : null)
    return found && { document: found, rest }
  }

  #at(path: string, from: Document): Document | null {
    const plain = decode(path)
      .normalize('NFC')
      .replace(/\/(?:index\.html?)?$/, '')
    if (!plain.startsWith('/')) return null
    return this.#get(plain, from)
  }

  /** The path at the old site; null for an address of another one. */
  #local(address: string): string | null {
    const absolute = /^(?:https?:)?\/\/([^/]*)(\/.*)?$/i.exec(address)
    if (absolute && !this.#hosts.includes((absolute[1] ?? '').toLowerCase())) return null
    if (!absolute && /^[a-z][a-z0-9+.-]*:/i.test(address)) return null
    const path = absolute ? (absolute[2] ?? '/') : address
    return this.#base && path.startsWith(`${this.#base}/`) ? path.slice(this.#base.length) : path
  }

  /** Does the address lead to another site? */
  isElsewhere(address: string): boolean {
    return this.#local(address) === null
  }

  /** The old site's file an address means: beside the document, at its old address, from the top, or by its name. */
  findFile(address: string, from: Document): string | null {
    if (/^(?:data|mailto):/i.test(address)) return null
    const plain = decode(address.replace(/[?#].*$/s, ''))
      .normalize('NFC')
      .replaceAll('\\', '/')
    const local = this.#local(plain)
    const path = local ?? plain.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/\/[^/]*/, '')
    const beside = [dirname(from.path), from.path.replace(/\.\w+$/, '')].map((folder) =>
      join(folder, path),
    )
    const tried = path.startsWith('/') ? [path.slice(1)] : [...beside, path]
    if (local === null) tried.splice(0)
    for (const each of tried) {
      const found = this.#files.get(normalize(each).replace(/^(?:\.\.\/)+/, ''))
      if (found) return found
    }
    return this.#byName.get(path.replace(/^.*\//, '').toLowerCase()) ?? null
  }
}

function keysOf(document: Document, publicPath: string): string[] {
  const plain = (path: string) => path.replace(/\.[A-Za-z]\w{0,9}$/, '').normalize('NFC')
  const path = plain(document.path)
  const bundle = path.replace(/\/index(?:\.[\w-]+)?$/, '')
  const language = document.lang ? new RegExp(`\\.${RegExp.escape(document.lang)}$`, 'i') : /$^/
  const stem = bundle.replace(/^.*\//, '').replace(language, '')
  const name = DATED.exec(stem)?.[2] ?? stem
  const inside = plain(publicPath)
    .replace(/\/index(?:\.[\w-]+)?$/, '')
    .replace(language, '')
  const title = document.rest.get('title')
  const posts = /(?:^|\/)_(?:posts|drafts)\/(.*)$/.exec(path)?.[1] ?? ''
  const words = typeof title === 'string' ? [title] : []
  return [
    path,
    bundle,
    inside,
    `/${inside}`,
    posts,
    stem,
    name,
    name.toLowerCase(),
    ...words,
    ...oldAddresses(document),
  ]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a bare % in a file name
  }
}
