/** Makes tokens as the owner does, and speaks as their bearers do. */

import { expect } from 'vitest'
import type { Blog } from '../world.ts'

export interface Made {
  id: string
  name: string
  scopes: string[]
  created: string
  expires: string | null
  used: string | null
  from: string | null
  token: string
}

export async function makeToken(
  blog: Blog,
  token: { name: string; scopes: string[]; expires?: string | null },
): Promise<Made> {
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify(token)
  const answer = await blog.api('/api/tokens', { method: 'POST', headers, body })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return (await answer.json()) as Made
}

/** Fetches with a credential: a bare token is sent as Bearer. */
export const speakAs =
  (blog: Blog, token: string) =>
  (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${token}`)
    return blog.fetch(path, { ...init, headers })
  }
