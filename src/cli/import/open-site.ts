/** Opens an old site: a folder, an archive or a single file. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path/posix'
import type { Site } from './site.ts'
import { openZip } from './zip.ts'

/** What no author has written: dependencies, caches, and what the engine has built. */
const NOT_SOURCES =
  /(?:^|\/)(?:\.(?!vuepress)[^/]*|node_modules|__MACOSX|_site|vendor\/bundle|resources\/_gen|Thumbs\.db)(?:\/|$)/

/** Throws what keeps it from being read. */
export function openSite(path: string): Site {
  if (statSync(path).isDirectory()) return openFolder(path)
  const site = /\.zip$/i.test(path) ? openZip(path) : openFile(path)
  return { ...site, paths: withoutTop(site.paths.filter(isSource)), read: readWithin(site) }
}

const isSource = (path: string): boolean => !NOT_SOURCES.test(path)

function openFolder(root: string): Site {
  const paths: string[] = []
  const links: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (!isSource(path)) continue
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) paths.push(path)
      else if (entry.isSymbolicLink()) links.push(path)
    }
  }
  visit('')
  const read = (path: string) => new Uint8Array(readFileSync(join(root, path)))
  return { paths: paths.sort(), links: links.sort(), read, close: () => {} }
}

function openFile(file: string): Site {
  const name = relative(join(file, '..'), file)
  const read = () => new Uint8Array(readFileSync(file))
  return { paths: [name], links: [], read, close: () => {} }
}

/** An archive often holds one folder, and the site within it. */
function withoutTop(paths: string[]): string[] {
  const top = topOf(paths)
  return paths.map((path) => path.slice(top.length)).sort()
}

function topOf(paths: string[]): string {
  const [first = ''] = paths
  const folder = first.slice(0, first.indexOf('/') + 1)
  const isSite = /^(?:_posts|_drafts|content|source|posts|src|docs)\/$/
  return folder && !isSite.test(folder) && paths.every((path) => path.startsWith(folder))
    ? folder
    : ''
}

function readWithin(site: Site): Site['read'] {
  const top = topOf(site.paths.filter(isSource))
  return (path) => site.read(top + path)
}
