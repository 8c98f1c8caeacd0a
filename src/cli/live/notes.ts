/** The desk's own pages: what is in the folder, and what is wrong with it. */

import { escapeHtml } from '../../post/html/escape.ts'
import { urls } from '../../urls.ts'
import { speak } from '../language.ts'
import { place } from '../place.ts'
import type { Readings } from '../read-posts.ts'

const words = speak({
  en: { title: 'On your desk', wrong: 'To be mended', nothing: 'Nothing is at this address.' },
  zh: { title: '你的书桌', wrong: '需要修正', nothing: '这个地址没有内容。' },
})

const STYLE = `:root{color-scheme:light dark}body{font:1.1rem/1.7 Georgia,serif;max-width:40rem;margin:3rem auto;padding:0 1rem}
pre{white-space:pre-wrap;font-size:.9rem}`

/** Every post with a link, and every fault with its line. */
export function printIndex(root: string, { ready, refused }: Readings): string {
  const posts = ready.map(({ slug, path }) => {
    const href = escapeHtml(urls.post(slug))
    return `<li><a href="${href}">${escapeHtml(path)}</a></li>`
  })
  return print(words.title, `<ul>${posts.join('\n')}</ul>${printFaults(root, refused)}`)
}

/** What is shown where no post is: the faults of all that cannot be read, since it may be one of these. */
export const printMissing = (root: string, { refused }: Readings): string =>
  print(words.nothing, printFaults(root, refused))

function printFaults(root: string, refused: Readings['refused']): string {
  const lines = refused.flatMap(({ path, faults }) =>
    faults.map((fault) => escapeHtml(place(root, path, fault))),
  )
  return lines.length === 0 ? '' : `<h2>${words.wrong}</h2><pre>${lines.join('\n')}</pre>`
}

function print(title: string, body: string): string {
  const name = escapeHtml(title)
  return `<!doctype html><meta charset="utf-8"><title>${name}</title><style>${STYLE}</style><h1>${name}</h1>${body}`
}
