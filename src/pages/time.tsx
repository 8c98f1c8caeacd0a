/** A date that both people and machines can read. */

import { type DateStyle, formatDate, isoDate } from './dates.ts'

export function Time(props: { ms: number; lang: string; timezone: string; style?: DateStyle }) {
  const { ms, lang, timezone, style = 'long' } = props
  return <time datetime={isoDate(ms)}>{formatDate(ms, style, lang, timezone)}</time>
}
