/** Stands in for GitHub's issuer of OpenID Connect tokens: signs what it is told to, and shows its keys. */

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export const ISSUER = 'https://token.actions.githubusercontent.com'
export const REPOSITORY_ID = '123456789'

/** What GitHub says of a push to the main branch. */
export const claims = () => {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: ISSUER,
    aud: 'http://localhost:8787',
    sub: 'repo:octo/blog:ref:refs/heads/main',
    repository: 'octo/blog',
    repository_id: REPOSITORY_ID,
    ref: 'refs/heads/main',
    event_name: 'push',
    jti: 'e6a5',
    iat: now + 1,
    nbf: now - 300,
    exp: now + 300,
  }
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Opens the issuer. `answer` is for a blog's `outside`; `asked` counts how often the keys were asked for. */
export function openIssuer() {
  let keys = [makeKey('one')]
  const issuer = {
    asked: [] as string[],
    /** While false, there are no keys to be had. */
    up: true,
    async answer(request: Request): Promise<Response> {
      issuer.asked.push(request.url)
      if (!issuer.up) return new Response('down', { status: 502 })
      return Response.json({ keys: keys.map(({ jwk }) => jwk) })
    },
    /** A token as GitHub signs them, with other claims or another header where they are given. */
    token(other: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
      const key = keys.at(-1) as Key
      const head = { typ: 'JWT', alg: 'RS256', kid: key.kid, ...header }
      return signed(head, { ...claims(), ...other }, key.secret)
    },
    /** From now on another key signs. */
    turn(kid: string): void {
      keys = [makeKey(kid)]
    },
  }
  return issuer
}

interface Key {
  kid: string
  jwk: object
  secret: KeyObject
}

export function makeKey(kid: string): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
  return { kid, jwk, secret: privateKey }
}

export function signed(header: object, payload: object, secret: KeyObject): string {
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${sign('sha256', Buffer.from(text), secret).toString('base64url')}`
}
