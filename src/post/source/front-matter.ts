/** Front matter as a list of fields, each with its line: YAML, TOML and JSON make no difference from here on. */

import type { Block } from './fences.ts'
import { parseToml } from './toml.ts'
import { parseYaml } from './yaml.ts'

/** One field. A key that stands twice gives two entries with the later one's value. */
export interface Entry {
  /** The key as the author wrote it. */
  name: string
  value: unknown
  /** The same value with numbers, booleans and dates as text, spelled as the author did: `1.10`. */
  written: unknown
  /** 1-based line of the source. */
  line: number
  /** YAML's comment on the line of a value, without its `#`. */
  remark?: string
}

/** Reads a block, or none. Refusals: `bad-front-matter` with line, column and hint; `too-complex`. */
export function parseFrontMatter(block: Block | null): Entry[] {
  if (block === null || block.text.trim() === '') return []
  if (block.format === 'toml') return parseToml(block)
  if (block.format === 'yaml') return parseYaml(block)
  // JSON is YAML too. Hexo writes it without the outer braces.
  const bare = !block.text.trimStart().startsWith('{')
  return parseYaml(bare ? { ...block, text: `{${block.text}}` } : block)
}
