/**
 * Links to posts that are not public. Each is bound to one slug, to what it shows and to the second it ends, and
 * signed with a key that is derived from the author's token: with a new token all of them end.
 */

import { urls } from '../urls.ts'
import { ledgerOf } from './ledger.ts'

export interface Shown {
  slug: string
  /** A kept proof, or empty for the post as it is. */
  id: string
  /** Seconds since the epoch. */
  until: number
}

/** The path of a link, with its signature. */
export async function signLink(env: Env, shown: Shown): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(env), message(shown))
  const sig = new Uint8Array(signature).toBase64({ alphabet: 'base64url', omitPadding: true })
  const { slug, id, until } = shown
  const query = new URLSearchParams({ ...(id && { of: id }), until: String(until), sig })
  return urls.preview(slug, query.toString())
}

/** What a link shows; null when it is altered, has ended, or shows nothing any more. */
export async function findSigned(
  env: Env,
  slug: string,
  query: URLSearchParams,
): Promise<Uint8Array | null> {
  const until = query.get('until') ?? ''
  const signature = decode(query.get('sig') ?? '')
  const shown = { slug, id: query.get('of') ?? '', until: Number(until) }
  if (!/^\d{10}$/.test(until) || shown.until * 1000 <= Date.now() || !signature) return null
  if (!(env.AUTHOR_TOKEN as string | undefined)) return null
  const isOurs = await crypto.subtle.verify('HMAC', await keyOf(env), signature, message(shown))
  return isOurs ? ledgerOf(env).proofs.find(slug, shown.id) : null
}

const encoder = new TextEncoder()

const message = ({ slug, id, until }: Shown): Uint8Array<ArrayBuffer> =>
  encoder.encode(JSON.stringify([slug, id, until]))

/** RFC 5869: who has the key does not have the token. */
async function keyOf({ AUTHOR_TOKEN }: Env): Promise<CryptoKey> {
  const secret = encoder.encode(AUTHOR_TOKEN.trim())
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode('preview') },
    source,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign', 'verify'],
  )
}

function decode(text: string): Uint8Array<ArrayBuffer> | null {
  return /^[\w-]{43}$/.test(text) ? Uint8Array.fromBase64(text, { alphabet: 'base64url' }) : null
}
