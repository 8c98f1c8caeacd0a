/** Says where something is wrong and what, so that editors and terminals make a link of it. */

import { relative } from 'node:path'
import { join } from 'node:path/posix'
import { toChinese } from './chinese/to-chinese.ts'
import type { Folder } from './folder.ts'
import { chooseLanguage } from './language.ts'
import type { Refused } from './post-reader.ts'
import { printable } from './printable.ts'
import type { Twins } from './read-posts.ts'
import type { Fault } from './remote-refusal.ts'
import type { Terminal } from './terminal.ts'
import { chooseWords } from './words.ts'

/** `content/post.md:12:3: what is wrong (what to do)` */
export function place(root: string, path: string, fault?: Fault): string {
  const file = join(relative(process.cwd(), root), path)
  if (!fault) return printable(file)
  const { line, column } = fault
  const position = [file, line, line && column].filter(Boolean).join(':')
  return printable(`${position}: ${explainFault(fault)}`)
}

/** In the author's language, with what to do. */
export function explainFault({ message, hint }: Pick<Fault, 'message' | 'hint'>): string {
  if (!hint) return inOurWords(message)
  return chooseLanguage() === 'zh'
    ? `${inOurWords(message)}（${inOurWords(hint)}）`
    : `${message} (${hint})`
}

/** What `post/` or the blog says, in the author's language. */
export const inOurWords = (text: string): string =>
  chooseLanguage() === 'zh' ? (toChinese(text) ?? text) : text

export function tellFaults(terminal: Terminal, root: string, { path, faults }: Refused): void {
  for (const fault of faults) terminal.say(terminal.paint('red', place(root, path, fault)))
}

/** From the first line on, each once: an old blog may say the same of one post a hundred times. */
export function tellWarnings(
  terminal: Terminal,
  root: string,
  path: string,
  warnings: readonly Fault[],
  indent = '  ',
): void {
  const lines = warnings
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map((warning) => place(root, path, warning))
  for (const line of new Set(lines)) terminal.say(terminal.paint('yellow', indent + line))
}

/** Slugs that several files would take. */
export function tellTwins(terminal: Terminal, root: string, twins: Twins[]): void {
  for (const { slug, paths } of twins) {
    terminal.say(terminal.paint('red', chooseWords().twins(printable(slug))))
    for (const path of paths) terminal.say(`  ${place(root, path)}`)
  }
}

/** What may be a post and is not read. */
export function tellLinks(terminal: Terminal, { root, links }: Folder): void {
  const [first] = links
  if (first === undefined) return
  terminal.say(terminal.paint('yellow', chooseWords().links(links.length, place(root, first))))
}
