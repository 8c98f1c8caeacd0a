/** The attributes of one element as the policy lets them stand. */

import { splitSources } from '../pictures/pictures.ts'
import { isRemote, safeAddress } from './address.ts'
import { escapeHtml } from './escape.ts'
import type { Attributes, SanitiseOptions } from './options.ts'
import { ADDRESSES, allowedClasses, allowedValue, ELEMENTS, GLOBAL } from './policy.ts'

const EMPTY = new Set(['open', 'reversed', 'controls', 'loop', 'muted', 'playsinline', 'default'])
const RELATIONS = /^(?:me|nofollow|ugc|sponsored|license|tag|author|help|next|prev|external)$/
const ALIGNED = /(?:^|;)\s*text-align\s*:\s*(left|right|center|justify)\b/i
// A footnote's ids are its own.
const NO_ID = /\s|^fn(?:ref)?:/

/** Gives ` name="value"` for each attribute that stays. `ids` collects those in use. */
export function writeAttributes(
  element: string,
  attributes: Attributes,
  options: Pick<SanitiseOptions, 'trusted' | 'ids' | 'address' | 'source'>,
  ids: Set<string>,
): string {
  let out = ''
  if (attributes.style !== undefined) attributes.align ??= ALIGNED.exec(attributes.style)?.[1] ?? ''
  if (element === 'a' && attributes.name !== undefined) attributes.id ??= attributes.name
  if (element === 'video' || element === 'audio') attributes.controls ??= ''
  if (element === 'a') addRelation(attributes)
  const own = ELEMENTS.get(element)
  for (const [name, value] of Object.entries(attributes)) {
    if (!GLOBAL.has(name) && !own?.has(name)) continue
    const kept = EMPTY.has(name) ? '' : cleanValue(name, value, options, ids)
    if (kept === null) continue
    out += EMPTY.has(name) ? ` ${name}` : ` ${name}="${escapeHtml(kept)}"`
  }
  return out
}

function cleanValue(
  name: string,
  value: string,
  options: Pick<SanitiseOptions, 'trusted' | 'ids' | 'address' | 'source'>,
  ids: Set<string>,
): string | null {
  if (name === 'class') return allowedClasses(value) || null
  if (name === 'id') return cleanId(value, options, ids)
  if (name === 'srcset') return cleanSources(value, options) || null
  if (name === 'poster') return options.source(value)
  if (ADDRESSES.has(name)) {
    const address = safeAddress(options.address(value))
    return address === null ? null : address
  }
  return allowedValue(name, value) ? value : null
}

/** The renderer's own ids carry the trusted name; an author's must not repeat one. */
function cleanId(
  value: string,
  options: Pick<SanitiseOptions, 'trusted' | 'ids'>,
  ids: Set<string>,
): string | null {
  const { trusted } = options
  if (trusted && value.startsWith(trusted.tag)) return value.slice(trusted.tag.length)
  if (value === '' || value.length > 200 || NO_ID.test(value)) return null
  if (options.ids.has(value) || ids.has(value)) return null
  ids.add(value)
  return value
}

/** The candidates of a `srcset` that may be shown: one that would not come would leave a gap. */
const cleanSources = (value: string, { source }: Pick<SanitiseOptions, 'source'>): string =>
  splitSources(value)
    .flatMap((candidate) => {
      const [address = '', size = ''] = candidate.split(/\s+/)
      const safe = /^(?:[\d.]+[wx])?$/.test(size) && address !== '' ? source(address) : null
      return safe === null ? [] : `${safe} ${size}`.trim()
    })
    .join(', ')

function addRelation(attributes: Attributes): void {
  const relations = attributes.rel
    ? attributes.rel
        .toLowerCase()
        .split(/\s+/, 16)
        .filter((each) => RELATIONS.test(each))
    : []
  if (isRemote(safeAddress(attributes.href ?? '') ?? '')) relations.push('noopener')
  if (relations.length > 0) attributes.rel = relations.join(' ')
  else delete attributes.rel
}
