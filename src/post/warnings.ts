/** What the author should know of a rendered article: pictures that did not come, HTML and math not shown. */

import { isRemote } from './address.ts'
import { isDead } from './dead-hosts.ts'
import type { Reference, Warning } from './post.ts'

/** More of one kind than this helps nobody. */
const MAX = 50

export function listWarnings(
  references: readonly Reference[],
  dropped: ReadonlySet<string>,
  complaints: readonly string[],
): Warning[] {
  const missing = references.filter(
    ({ address, picture }) => !picture && (!isRemote(address) || isDead(address)),
  )
  const warnings: Warning[] = missing.slice(0, MAX).map(({ address, line }) => ({
    code: 'missing-picture',
    message: `No picture came for ${address}.`,
    line,
  }))
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
