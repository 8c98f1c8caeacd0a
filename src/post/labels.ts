/** Tags and categories: their names as written and their keys in addresses. */

import type { Label, Warning } from './post.ts'
import { badField } from './source/entries.ts'
import type { Entry } from './source/entry.ts'
import { cut, isLonger, oneLine, shown } from './source/text.ts'

export const MAX_LABEL_BYTES = 200
/** Each label of a post is one write to KV. */
export const MAX_LABELS = 100

/**
 * The key of a tag or category: NFKC, lower case, trimmed; white space and `/` become `-`, control
 * characters are dropped, other punctuation stays (`c++`, `c#`, `.net`). At most 200 bytes of UTF-8. `''` for
 * a name that leaves nothing, and for `.` and `..`, which no address can carry.
 */
export function labelKey(name: string): string {
  const plain = oneLine(name.normalize('NFKC').toLowerCase()).normalize('NFKC')
  const key = cut(plain.replace(/[\s/]+/g, '-'), MAX_LABEL_BYTES)
  return key === '.' || key === '..' ? '' : key
}

/**
 * The labels of a field and of its singular. A text under the plural is split at spaces, as Jekyll does, and at
 * commas; under the singular at commas only. A list is taken as it is, nested ones are flattened.
 */
export function readLabels(
  plural: Entry | null,
  singular: Entry | null,
  warnings: Warning[],
): Label[] {
  const labels = new Map<string, Label>()
  for (const entry of [plural, singular]) {
    if (entry === null) continue
    for (const name of namesOf(entry, entry === plural ? /[\s,，、]+/ : /[,，、]+/)) {
      const key = labelKey(name)
      if (key === '') throw badField(entry, `"${shown(name)}" cannot be one of the ${entry.name}.`)
      if (isLonger(name, MAX_LABEL_BYTES)) {
        throw badField(entry, `One of the ${entry.name} is longer than ${MAX_LABEL_BYTES} bytes.`)
      }
      if (!labels.has(key)) labels.set(key, { name, key })
      if (labels.size > MAX_LABELS) throw badField(entry, `More than ${MAX_LABELS} ${entry.name}.`)
    }
    warnComma(entry, labels, warnings)
  }
  return [...labels.values()]
}

function namesOf(entry: Entry, separator: RegExp): string[] {
  const list = typeof entry.written === 'string' ? entry.written.split(separator) : flatten(entry)
  return list.map(oneLine).filter((name) => name !== '')
}

function flatten(entry: Entry): string[] {
  const names: string[] = []
  const visit = (value: unknown, depth: number): void => {
    if (Array.isArray(value) && depth < 8 && names.length <= 10 * MAX_LABELS) {
      for (const each of value) visit(each, depth + 1)
    } else if (value !== null && typeof value === 'object') {
      const hint = `Write a list of names: ${entry.name}: [one, two]`
      throw badField(entry, `${entry.name} must be a list of names.`, hint)
    } else if (value !== null && value !== undefined) {
      names.push(String(value))
    }
  }
  visit(entry.written, 0)
  return names
}

function warnComma(entry: Entry, labels: Map<string, Label>, warnings: Warning[]): void {
  if (!Array.isArray(entry.written)) return
  const joined = [...labels.values()].find(({ name }) => /[,，]/.test(name))
  if (!joined) return
  const message = `"${shown(joined.name)}" is one of the ${entry.name}, with its comma. Write each on a line of its own.`
  warnings.push({ code: 'label-with-comma', message, field: entry.name, line: entry.line })
}
