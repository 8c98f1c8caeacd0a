/** Tells a report in lines: the counts, and below each what its author may have to look at, by file and line. */

import type { Fault } from '../../post/refusal.ts'
import { explainFault } from '../place.ts'
import { printable } from '../printable.ts'
import type { Paint, Terminal } from '../terminal.ts'
import type { Place, Report } from './report.ts'
import type { ImportWords } from './words.ts'

/** How many of a kind are listed. */
const MOST = 10

export function tellReport(
  report: Report,
  words: ImportWords,
  terminal: Terminal,
  all: boolean,
): void {
  const { pictures } = report
  const head = (text: string, colour?: Paint) =>
    terminal.say(colour ? terminal.paint(colour, text) : text)
  const list = <Item>(
    items: Item[],
    say: (n: number) => string,
    line: (item: Item) => string,
    colour?: Paint,
  ) => {
    if (items.length === 0) return
    head(say(items.length), colour)
    const shown = all ? items : items.slice(0, MOST)
    for (const text of new Set(shown.map(line)))
      for (const each of text.split('\n')) terminal.say(`  ${printable(each)}`)
    if (items.length > shown.length)
      terminal.say(terminal.paint('dim', `  ${words.more(items.length - shown.length)}`))
  }
  head(words.site(report.engine, report.config), 'bold')
  if (report.posts + report.pages > 0) {
    head(words.posts(report.posts, report.pages, report.drafts))
    if (report.days) head(words.days(report.days.first, report.days.last, report.timezone))
    if (report.undated > 0) head(words.undated(report.undated), 'yellow')
    head(words.labels(report.tags, report.categories))
    if (report.redirects > 0) head(words.redirects(report.redirects))
    if (pictures.found > 0) head(words.pictures(pictures.found, pictures.fetched))
  }
  list(pictures.missing, words.missing, withAddress, 'yellow')
  list(pictures.remote, words.remote, withAddress)
  list(
    pictures.dead,
    words.dead,
    (each) => withAddress(each) + (each.why ? ` (${each.why})` : ''),
    'yellow',
  )
  list(pictures.bad, words.bad, tellFaults, 'red')
  list(report.left, words.left, ({ path, file }) => `${path}: ${file}`, 'yellow')
  const converted = Object.entries(report.converted).sort(([, a], [, b]) => b - a)
  const total = converted.reduce((sum, [, n]) => sum + n, 0)
  list(
    converted,
    () => words.converted(total),
    ([name, n]) => `${name} × ${n}`,
  )
  list(
    report.replaced,
    words.replaced,
    (each) => `${place(each)} ${each.text} → ${words.instead[each.instead]}`,
    'yellow',
  )
  list(report.raw, words.raw, (each) => `${place(each)} ${each.text}`, 'red')
  list(report.skipped, words.skipped, ({ path, why }) => `${path}: ${words.why[why]}`)
  list(report.links, words.links, (path) => path)
  if (report.comments > 0) head(words.comments(report.comments))
  list(report.warnings, words.warnings, (each) => tellFault(each.path, each), 'yellow')
  list(report.refused, words.refused, tellFaults, 'red')
  for (const { slug, paths } of report.twins) {
    head(`${words.twins} (${printable(slug)})`, 'red')
    for (const path of paths) terminal.say(`  ${printable(path)}`)
  }
}

/** By its path in the old site. */
const tellFault = (path: string, { line, column, ...fault }: Fault): string =>
  `${[path, line, line && column].filter(Boolean).join(':')}: ${explainFault(fault)}`

const tellFaults = ({ path, errors }: Report['refused'][number]): string =>
  errors.map((fault) => tellFault(path, fault)).join('\n')

const place = ({ path, line }: Place): string => `${path}:${line}:`
const withAddress = (each: Place & { address: string }): string => `${place(each)} ${each.address}`
