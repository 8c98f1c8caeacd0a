/**
 * Copies two packages without what the Worker never calls: a bundler keeps whatever a package runs as it loads, since
 * it cannot tell that this only makes values. Wrangler runs this before it bundles, and takes the copies for the
 * packages (see wrangler.toml). In plain JavaScript, for whatever Node runs wrangler.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
const copies = new URL('.wrangler/packages/', root)
mkdirSync(copies, { recursive: true })

copy('js-yaml/dist/js-yaml.mjs', 'js-yaml.js', (source) => {
  const wanted = ['common/snippet', 'common/exception', 'parser/events', 'parser/parser_scalar']
  const regions = [...wanted, 'parser/parser'].map((name) => regionOf(source, name))
  const names = 'EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException'
  const [licence] = source.split('\n')
  return [licence, ...regions, `export { ${names} }\n`].join('\n')
})

// All but its ready-made instance: the lexer is used by itself.
copy('marked/lib/marked.esm.js', 'marked.js', (source) => {
  const [, start, , names] =
    /^(.*;)var \w+=new \w+;(function .*)export\{(.*)\};/s.exec(source) ?? []
  const used = names?.match(/\w+ as (?:Lexer|Tokenizer|getDefaults)\b/g)
  return used?.length === 3 ? `${start}export{${used}}` : null
})

/** Writes what `trim` makes of a package's file: null when that is not written as it was. Builds may run side by side. */
function copy(path, name, trim) {
  const trimmed = trim(readFileSync(new URL(`node_modules/${path}`, root), 'utf8'))
  if (trimmed === null) throw new Error(`${path} is not written as it was.`)
  const draft = new URL(`${name}.${process.pid}`, copies)
  writeFileSync(draft, trimmed)
  renameSync(draft, new URL(name, copies))
}

function regionOf(source, name) {
  const start = source.indexOf(`//#region src/${name}.ts`)
  const end = source.indexOf('//#endregion', start)
  if (start < 0) throw new Error(`js-yaml has no ${name}.`)
  return source.slice(start, end)
}
