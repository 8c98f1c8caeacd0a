/** What a page holds beside the blocks of data that no browser runs. */

/** Leaves out whole blocks of JSON-LD, and nothing that a character of theirs might have let out. */
export const withoutData = (html: string): string =>
  html.replace(/<script type="application\/ld\+json">[^<>]*<\/script>/g, '')

/** The parsed blocks of a page. */
export const dataOf = (html: string): unknown[] =>
  [...html.matchAll(/<script type="application\/ld\+json">([^<>]*)<\/script>/g)].map(([, json]) =>
    JSON.parse(json ?? ''),
  )
