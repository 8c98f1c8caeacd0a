/** Speculation rules: a browser that sees a reader about to follow a link makes the page ready, without a script. */

import type { Answer } from '../respond.ts'
import { file } from './answers.ts'
import type { Reading } from './reading.ts'

/** Pages alone: a search asks the ledger, and the rest is nothing to look at. */
const RULES = {
  prerender: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/api/*', '/images/*', '/search*'] } },
          { not: { href_matches: ['/*.md', '/*.txt', '/*.xml', '/*.json'] } },
        ],
      },
      // When the pointer rests on a link, or a finger touches it.
      eagerness: 'moderate',
    },
  ],
}

/** Nothing but a new deploy changes it. */
export async function showSpeculation(reading: Reading): Promise<Answer> {
  const answer = await file(reading, 'application/speculationrules+json', JSON.stringify(RULES))
  return { ...answer, headers: { ...answer.headers, 'Cache-Control': 'public, max-age=86400' } }
}
