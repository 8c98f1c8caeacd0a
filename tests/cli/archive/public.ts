/** Everything that a reader can have of a blog, by address. */

import { inPool } from '../../../src/cli/pool.ts'
import { parseKey } from '../../../src/shelf/keys.ts'
import { urls } from '../../../src/urls.ts'
import { readShelf } from '../../ledger/audit.ts'
import type { Blog } from '../../world.ts'

const FIXED = [
  ...['/', '/tags', '/categories', '/archive', '/search', '/nothing-here', '/robots.txt'],
  ...['/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/sitemaps/pages.xml'],
  ...['/sitemaps/1.xml', '/llms.txt', '/llms-full.txt', '/llms-full/1.txt', '/archive/2012'],
  ...[urls.search('纸'), urls.search('text'), urls.search('ink 1'), urls.search('Paper', 2)],
]

/** The addresses that a shelf and a bucket give a blog. */
export async function listAddresses(blog: Blog): Promise<string[]> {
  const addresses = new Set(FIXED)
  for (const key of (await readShelf(blog)).keys()) {
    const named = parseKey(key)
    if (named.kind === 'post') {
      const { slug } = named
      if (slug.startsWith('/')) addresses.add(encodeURI(slug))
      else
        for (const path of [urls.post(slug), urls.standalone(slug)]) {
          addresses.add(path)
          addresses.add(urls.markdown(path))
        }
    }
    if (named.kind !== 'list') continue
    const { list, n } = named
    const [type, name = ''] = [list.split(':', 1)[0], list.slice(list.indexOf(':') + 1)]
    const path = type === 'tag' ? urls.tag(name) : type === 'category' ? urls.category(name) : ''
    addresses.add(`${path || '/page'}/${n}`)
    if (path) for (const each of ['', '/feed.xml', '/feed.json']) addresses.add(path + each)
  }
  for (const { key } of (await blog.bucket?.list())?.objects ?? []) addresses.add(`/${key}`)
  return [...addresses].sort()
}

const TOLD = ['ETag', 'Location', 'Content-Type', 'Content-Disposition', 'Link', 'Cache-Control']

/** Status, headers and body at each address. An ETag also names the deployed version, which is not the blog's. */
export async function readAll(blog: Blog, addresses: string[]): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  await inPool(addresses, 8, async (address) => {
    const answer = await blog.fetch(address)
    const headers = TOLD.map((name) => `${name}: ${answer.headers.get(name)?.replace(VERSION, '')}`)
    const body = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    all[address] = [answer.status, ...headers, '', body].join('\n')
  })
  return all
}

const VERSION = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?="$)/

/** Where two answers part, in a few words each. */
export function tellApart(one = '', other = ''): string[] {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return [one, other].map((text) => text.slice(Math.max(0, at - 60), at + 60))
}
