/** A field of front matter as it was written, whatever its format. */

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
