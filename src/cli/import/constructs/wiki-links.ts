/** Obsidian's links `[[note]]` and embeds `![[picture.png]]`, its comments and its highlights. */

import type { Mapped } from './mapped.ts'
import { destination, figure } from './markup.ts'
import { chain, type Rewriting, type Rewritten, rewriteWords } from './rewrite.ts'
import type { Surroundings } from './surroundings.ts'

const LINK = /(!?)\[\[([^[\]|#\n]*)(#[^[\]|\n]*)?(?:\\?\|([^[\]\n]*))?\]\]/g
const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp)$/i

export const convertWikiLinks = (source: Mapped, around: Surroundings): Rewritten =>
  chain(
    source,
    (text) => rewriteWords(text, /%%[\s\S]*?%%/g, () => ({ text: '', name: '%%comment%%' })),
    (text) => convertEmbeds(text, around),
    (text) => rewriteWords(text, /(?<![=\w])==(?=[^\s=])([^\n=]*[^\s=])==(?!=)/g, marked),
    (text) => rewriteWords(text, /[ \t]\^[\w-]+[ \t]*$/gm, () => ({ text: '', name: '^block' })),
  )

/** Links and embeds alone: notes also go into blogs whose engine leaves these as they are written. */
export const convertEmbeds = (source: Mapped, around: Surroundings): Rewritten =>
  rewriteWords(source, LINK, (match) => link(match, around))

function link(
  [, bang, target = '', heading = '', label = '']: RegExpExecArray,
  around: Surroundings,
): Rewriting | null {
  const name = bang ? '![[embed]]' : '[[wiki]]'
  const path = target.trim()
  if (bang && PICTURE.test(path)) {
    const [width, height] = /^(\d+)(?:x(\d+))?$/.exec(label)?.slice(1) ?? []
    const alt = width ? '' : label
    const { text } = figure({
      src: around.findFile(path) ?? path,
      alt: alt || path.replace(/^.*\//, '').replace(PICTURE, ''),
      ...(width && { width }),
      ...(height && { height }),
    })
    return { text, name }
  }
  const fragment = heading ? `#${slugOf(heading)}` : ''
  const words = label || (path ? path.replace(/^.*\//, '') : heading.slice(1))
  const address = path === '' ? '' : around.findPost(path)
  if (address === null) return null
  const text = `[${words}](${destination(address + fragment)})`
  return bang ? { text, name, instead: 'link' } : { text, name }
}

/** Headings carry ids of their words. */
const slugOf = (heading: string): string =>
  heading
    .slice(heading.lastIndexOf('#') + 1)
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu)
    ?.join('-') ?? ''

const marked = ([, words = '']: RegExpExecArray): Rewriting => ({
  text: `<mark>${words}</mark>`,
  name: '==highlight==',
})
