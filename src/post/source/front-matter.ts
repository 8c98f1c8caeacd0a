/** Front matter as a list of fields, each with its line: YAML, TOML and JSON make no difference from here on. */

import type { Entry } from './entry.ts'
import type { Block } from './fences.ts'
import { parseToml } from './toml.ts'
import { parseYaml } from './yaml.ts'

/** Reads a block, or none. Refusals: `bad-front-matter` with line, column and hint; `too-complex`. */
export function parseFrontMatter(block: Block | null): Entry[] {
  if (block === null || block.text.trim() === '') return []
  if (block.format === 'toml') return parseToml(block)
  if (block.format === 'yaml') return parseYaml(block)
  // JSON is YAML too. Hexo writes it without the outer braces.
  const bare = !block.text.trimStart().startsWith('{')
  return parseYaml(bare ? { ...block, text: `{${block.text}}` } : block)
}
