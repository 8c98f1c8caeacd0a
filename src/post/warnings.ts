/** What the author should know of a rendered article: pictures that did not come, HTML and math not shown. */

import { isRemote } from './html/address.ts'
import { isDead } from './pictures/dead-hosts.ts'
import type { Reference, Warning } from './post.ts'

/** More of one kind than this helps nobody; of pictures, an old blog may miss every one. */
const MAX = 50
const MAX_MISSING = 1_000

export function listWarnings(
  references: readonly Reference[],
  unnamed: ReadonlyMap<string, number>,
  dropped: ReadonlySet<string>,
  complaints: readonly string[],
): Warning[] {
  const missing = references.filter(
    ({ address, picture }) => !picture && (!isRemote(address) || isDead(address)),
  )
  const warnings: Warning[] = missing.slice(0, MAX_MISSING).map(({ address, line }) => ({
    code: 'missing-picture',
    message: `No picture came for ${address}.`,
    line,
  }))
  for (const { address, line } of references
    .filter(({ picture }) => picture?.turned)
    .slice(0, MAX)) {
    const message = `${address} says that it is to be turned, which browsers do not do for a WebP: turn the picture itself.`
    warnings.push({ code: 'turned-picture', message, line })
  }
  for (const [address, line] of [...unnamed].slice(0, MAX)) {
    const message = `Say in a few words what ${address} shows: not everyone can see it.`
    warnings.push({ code: 'no-alt', message, line })
  }
  if (dropped.size > 0) {
    const tags = [...dropped].map((name) => `<${name}>`).join(', ')
    warnings.push({
      code: 'dropped-html',
      message: `This HTML is left out with its content: ${tags}.`,
    })
  }
  for (const complaint of complaints.slice(0, MAX)) {
    warnings.push({ code: 'bad-math', message: `This math is shown as written: ${complaint}` })
  }
  return warnings
}
