/** Can the author's token be guessed? */

/** What `.dev.vars.example` shows: everybody knows it. */
const EXAMPLE = 'change-me-to-a-long-random-value'
/** Sixteen random bytes in base64 have as many characters. */
const SHORTEST = 22
/** A random text of that length has more of them different. */
const DIFFERENT = 10

export function judgeSecret(secret: string): 'strong' | 'weak' | 'default' {
  const text = secret.trim()
  if (text === EXAMPLE) return 'default'
  return text.length >= SHORTEST && new Set(text).size >= DIFFERENT ? 'strong' : 'weak'
}
