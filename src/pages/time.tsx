/** A date that both people and machines can read. */

import { type DateStyle, formatDay, isoDate } from './dates.ts'

/** `ms`: the instant; `day`: its calendar day in the site's zone. */
export function Time(props: { ms: number; day: string; lang: string; style?: DateStyle }) {
  const { ms, day, lang, style = 'long' } = props
  return <time datetime={isoDate(ms)}>{formatDay(day, style, lang)}</time>
}
