/** The arguments of a tag: words, quoted texts, and `name=value` pairs. */

export interface Arguments {
  /** Those without a name, in order. */
  list: string[]
  named: Map<string, string>
}

const ARGUMENT =
  /(?:([\w.-]+)\s*[=:]\s*(?=["'`\w/#.+-]))?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s"'`,][^\s,]*))/gs

/** With `:` as well as `=` between a name and its value only where a quote follows: `12:30` is a word. */
export function readArguments(text: string): Arguments {
  const found: Arguments = { list: [], named: new Map() }
  for (const match of text.matchAll(ARGUMENT)) {
    const [all, name, double, single, tick, bare] = match
    const quoted = double ?? single
    const value = quoted?.replace(/\\(["'\\])/g, '$1') ?? tick ?? bare ?? ''
    if (name === undefined) found.list.push(value)
    else if (bare !== undefined && /^[\w.-]+\s*:/.test(all)) found.list.push(all)
    else found.named.set(name.toLowerCase(), value)
  }
  return found
}

/** The first of the names that is given, else the argument at that place; empty when neither is. */
export function argument({ list, named }: Arguments, names: string[], place?: number): string {
  for (const name of names) {
    const value = named.get(name)
    if (value !== undefined) return value
  }
  return place === undefined ? '' : (list[place] ?? '')
}
