/** A line of the tables of what is said in English and in Chinese. */

/**
 * A sentence, or a part of one, and what it is in Chinese. In the English `{}` is any text, `{*}` one that is in the
 * tables itself, `{?}` one that may be; in the Chinese `{0}` is the first of them.
 */
export type Pair = [english: string, chinese: string]
