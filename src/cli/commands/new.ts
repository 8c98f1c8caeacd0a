/** `deckle new`: begins a post, as a draft that a push does not show to anybody. */

import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { slugify } from '../../post/slug.ts'
import { findTimezone } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { homeFolder } from '../selection.ts'

export async function run({ paths, flags, words, terminal, answer }: Context): Promise<number> {
  const title = paths.join(' ').replace(/\s+/g, ' ').trim()
  const slug = slugify(title)
  if (!slug) throw new UsageError(words.noTitle)
  const folder = typeof flags.into === 'string' ? resolve(flags.into) : homeFolder()
  const now = dateIn(await findTimezone({ flags }), new Date())
  const name = flags.page ? `${slug}.md` : `${now.slice(0, 10)}-${slug}.md`
  const file = join(folder, name)
  const shown = relative(process.cwd(), file)
  if (existsSync(file)) throw new Error(words.exists(shown))
  await mkdir(folder, { recursive: true })
  await writeFile(file, compose(title, now, flags.page === true), { flag: 'wx' })
  terminal.say(words.wrote(shown))
  answer({ path: file, slug })
  return EXIT.done
}

function compose(title: string, date: string, page: boolean): string {
  const fields = page ? ['layout: page'] : [`date: ${date}`, 'tags: []']
  return ['---', `title: ${JSON.stringify(title)}`, ...fields, 'draft: true', '---', '', ''].join(
    '\n',
  )
}

/** `2026-11-22T19:30:00+08:00`: the wall clock of a zone, with its offset. */
function dateIn(timezone: string, time: Date): string {
  const local = time.toLocaleString('sv-SE', { timeZone: timezone }).replace(' ', 'T')
  const minutes = Math.round((Date.parse(`${local}Z`) - time.getTime()) / 60_000)
  const size = Math.abs(minutes)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
