/** Can the author's token be guessed? */

/** Sixteen random bytes in base64 have as many characters. */
const SHORTEST = 22
/** A random text of that length has more of them different. */
const DIFFERENT = 10

export function judgeSecret(secret: string): 'strong' | 'weak' {
  const text = secret.trim()
  return text.length >= SHORTEST && new Set(text).size >= DIFFERENT ? 'strong' : 'weak'
}
