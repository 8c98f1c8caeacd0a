/**
 * Copies js-yaml without what the Worker never calls: a bundler keeps whatever a package runs as it loads, since it
 * cannot tell that this only makes values. Wrangler runs this before it bundles, and takes the copy for the package
 * (see wrangler.toml). In plain JavaScript, for whatever Node runs wrangler.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
const copies = new URL('.wrangler/packages/', root)
const source = readFileSync(new URL('node_modules/js-yaml/dist/js-yaml.mjs', root), 'utf8')
const regions = [
  'common/snippet',
  'common/exception',
  'parser/events',
  'parser/parser_scalar',
  'parser/parser',
].map(regionOf)
const names = 'EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException'
const [licence] = source.split('\n')

// Builds may run side by side.
mkdirSync(copies, { recursive: true })
const draft = new URL(`js-yaml.js.${process.pid}`, copies)
writeFileSync(draft, [licence, ...regions, `export { ${names} }\n`].join('\n'))
renameSync(draft, new URL('js-yaml.js', copies))

function regionOf(name) {
  const start = source.indexOf(`//#region src/${name}.ts`)
  const end = source.indexOf('//#endregion', start)
  if (start < 0) throw new Error(`js-yaml has no ${name}.`)
  return source.slice(start, end)
}
