/** The old addresses a front matter names: permalink, url, aliases, redirect_from. */

import type { Warning } from '../post.ts'
import { aliasPath, fillPermalink, type Placeholders } from './aliases.ts'
import { badField, type Entries } from './entries.ts'
import type { Entry } from './entry.ts'
import { shown } from './text.ts'

/** Each alias is one write to KV. */
export const MAX_ALIASES = 50

const NAMES = ['permalink', 'url', 'aliases', 'alias', 'redirect_from']

/** Old paths, decoded, each once, without `own`, the post's own path. Refuses traversal, naming field and line. */
export function readAliases(
  entries: Entries,
  known: Placeholders,
  own: string,
  warnings: Warning[],
): string[] {
  const paths = new Set<string>()
  for (const entry of NAMES.map((name) => entries.find(name))) {
    if (entry === null) continue
    for (const text of textsOf(entry)) {
      const path = read(text, entry, known, warnings)
      if (path !== null && path !== own) paths.add(path)
    }
    if (paths.size > MAX_ALIASES) throw badField(entry, `More than ${MAX_ALIASES} old addresses.`)
  }
  return [...paths]
}

function textsOf(entry: Entry): string[] {
  const list: unknown[] = Array.isArray(entry.written) ? entry.written : [entry.written]
  return list
    .filter((each) => each !== null && each !== '')
    .map((each) => {
      if (typeof each === 'string') return each
      throw badField(entry, `${entry.name} must be a path or a list of paths.`)
    })
}

function read(text: string, entry: Entry, known: Placeholders, warnings: Warning[]): string | null {
  const drop = (message: string) => {
    warnings.push({ code: 'alias-dropped', message, field: entry.name, line: entry.line })
    return null
  }
  // Hugo writes false and Hexo nothing to say "no address of its own".
  if (text === 'false') return null
  const filled =
    entry.name === 'permalink' || entry.name === 'url' ? fillPermalink(text, known) : { path: text }
  if ('unknown' in filled)
    return drop(`Nothing fills ${filled.unknown} in "${shown(text)}", so it is left out.`)
  const alias = aliasPath(filled.path)
  if ('fault' in alias)
    throw badField(
      entry,
      `The address "${shown(text)}" ${alias.fault}.`,
      'Write a path such as /2014/11/16/name.html.',
    )
  if ('dropped' in alias)
    return drop(`The address "${shown(text)}" ${alias.dropped}, so it is left out.`)
  return alias.path
}
