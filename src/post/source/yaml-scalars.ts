/** What a YAML scalar means in the core schema, where `no` is a text and so is a date. */

export type YamlValue = string | number | boolean | null

const NULL = /^(?:~|null|Null|NULL)?$/
const YES = /^(?:true|True|TRUE)$/
const NO = /^(?:false|False|FALSE)$/
const NUMBER = /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+)$/
const TEXT_TAGS = new Set(['!', '!!str', '!!timestamp'])
const PLAIN_TAGS = new Set(['!!int', '!!float', '!!bool', '!!null'])

/** The value of a scalar without a tag and quotes. A number that would not come back the same stays a text. */
export function plainValue(text: string): YamlValue {
  if (NULL.test(text)) return null
  if (YES.test(text)) return true
  if (NO.test(text)) return false
  const number = NUMBER.test(text) ? Number(text) : Number.NaN
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text
}

/** The value of a scalar with a tag such as `!!str`; undefined where the tag is unknown or does not fit. */
export function taggedValue(tag: string, text: string): YamlValue | undefined {
  if (TEXT_TAGS.has(tag)) return text
  if (PLAIN_TAGS.has(tag)) return plainValue(text)
  if (tag !== '!!binary') return undefined // of old Octopress, whose titles were bytes
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)))
  } catch {
    return undefined // not base64
  }
}
