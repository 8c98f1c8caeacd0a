/** Which methods an address takes, read from the routes themselves. */

import type { Hono } from 'hono'

/** Empty when nothing is at that path. */
export function allowedMethods(app: Hono<{ Bindings: Env }>, path: string): string[] {
  const methods = new Set(
    app.routes
      .filter(({ method, path: pattern }) => method !== 'ALL' && matches(pattern, path))
      .map(({ method }) => method),
  )
  if (methods.size === 0) return []
  if (methods.has('GET')) methods.add('HEAD')
  return [...methods, 'OPTIONS'].sort()
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const segments = path.split('/')
  return (
    wanted.length === segments.length &&
    wanted.every((part, i) => (part.startsWith(':') ? segments[i] !== '' : part === segments[i]))
  )
}
