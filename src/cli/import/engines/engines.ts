/** Every engine, and which of them a site was made with. */

import type { Engine, EngineName } from './engine.ts'
import { ghost } from './ghost.ts'
import { hexo } from './hexo.ts'
import { hugo } from './hugo.ts'
import { jekyll } from './jekyll.ts'
import { markdown } from './markdown.ts'
import { wordpress } from './wordpress.ts'

export const ENGINES_BY_NAME: Record<EngineName, Engine> = {
  jekyll,
  hexo,
  hugo,
  wordpress,
  ghost,
  markdown,
}

/** The first in this order whose marks are there: a Hexo site has `_posts`, too, and Markdown is everywhere. */
const ORDER: EngineName[] = ['wordpress', 'ghost', 'hexo', 'jekyll', 'hugo', 'markdown']

/** Null when nothing in these paths can be read. */
export const guessEngine = (paths: string[]): EngineName | null =>
  ORDER.find((name) => ENGINES_BY_NAME[name].rootOf(paths) !== null) ?? null
