/** Fetches pictures of other hosts: the author's machine does it, within bounds, and never from its own network. */

import { get as getPlain, type IncomingMessage } from 'node:http'
import { get as getSecure } from 'node:https'
import { isIP } from 'node:net'
import { ImageError } from '../../images/image-error.ts'
import { takeImage } from '../../images/take.ts'
import { reasonOf } from '../unreachable.ts'
import { guardedLookup, isPublic, PrivateAddress } from './public-address.ts'

export interface Fetched {
  bytes: Uint8Array
  /** Of what the picture is, whatever its address says. */
  extension: string
}

/** The picture, or why there is none. Never throws. */
export type Fetch = (address: string) => Promise<Fetched | { why: string }>

export interface FetchOptions {
  /** How long one picture may take, redirects included, in milliseconds. */
  timeout?: number
  /** Which IP addresses may be asked. */
  isAllowed?: (address: string) => boolean
}

/** As many bytes as a blog takes. */
const MAX_BYTES = 20 * 1_048_576
const MAX_REDIRECTS = 5
/** A host that fails so often is not asked again. */
const MAX_FAILURES = 3

/** Asks for each address once, and for none of a host that does not answer. */
export function openFetch(options: FetchOptions = {}): Fetch {
  const known = new Map<string, ReturnType<Fetch>>()
  const failures = new Map<string, number>()
  const fetchOnce: Fetch = async (address) => {
    const url = URL.parse(address.startsWith('//') ? `https:${address}` : address)
    if (!url) return { why: 'no address' }
    if ((failures.get(url.host) ?? 0) >= MAX_FAILURES) return { why: `${url.host} does not answer` }
    try {
      return await read(url, options)
    } catch (error) {
      if (error instanceof HttpError || error instanceof ImageError) return { why: error.message }
      failures.set(url.host, (failures.get(url.host) ?? 0) + 1)
      return { why: reasonOf(error) }
    }
  }
  return (address) => {
    const asked = known.get(address) ?? fetchOnce(address)
    known.set(address, asked)
    return asked
  }
}

/** It answered, but not with a picture. */
class HttpError extends Error {
  override readonly name = 'HttpError'
}

async function read(
  from: URL,
  { timeout = 20_000, isAllowed = isPublic }: FetchOptions,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeout)
  let url = from
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const answer = await ask(url, signal, isAllowed)
    const { statusCode: status = 0, headers } = answer
    const target = status >= 300 && status < 400 ? URL.parse(headers.location ?? '', url) : null
    if (target) {
      answer.destroy()
      url = target
      continue
    }
    if (status !== 200) {
      answer.destroy()
      throw new HttpError(`HTTP ${status}`)
    }
    const bytes = await readBytes(answer)
    // A copy, since what is taken is written over; drawings are taken only where a blog allows them.
    const { picture } = await takeImage(bytes.slice(), { svg: false })
    return { bytes, extension: picture.key.replace(/^.*\./, '') }
  }
  throw new HttpError(`more than ${MAX_REDIRECTS} redirects`)
}

function ask(
  url: URL,
  signal: AbortSignal,
  isAllowed: (address: string) => boolean,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!/^https?:$/.test(url.protocol)) throw new HttpError(`${url.protocol} is not fetched`)
  // What is no name is never looked up.
  if (isIP(host) && !isAllowed(host)) throw new PrivateAddress(`${host} is a private address`)
  const get = url.protocol === 'https:' ? getSecure : getPlain
  const headers = {
    Accept: 'image/avif,image/webp,image/*',
    'Accept-Encoding': 'identity',
    'User-Agent': 'deckle',
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  url.username = ''
  url.password = ''
  get(url, { signal, headers, agent: false, lookup: guardedLookup(isAllowed) }, resolve).on(
    'error',
    reject,
  )
  return promise
}

async function readBytes(answer: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    size += part.length
    if (size > MAX_BYTES) throw new HttpError(`larger than ${MAX_BYTES / 1_048_576} MiB`)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
