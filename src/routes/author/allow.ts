/** Which operation a request asks for, and which methods an address takes, by the table of operations. */

import type { Operation } from './operation.ts'
import { operations } from './operations.ts'

/** Null when there is none. HEAD asks for what GET does. */
export function findOperation(method: string, path: string): Operation | null {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase()
  return operations.find((each) => each.method === wanted && matches(each.path, path)) ?? null
}

/** Empty when nothing is at that path. */
export function allowedMethods(path: string): string[] {
  const methods = operations
    .filter((each) => matches(each.path, path))
    .map(({ method }) => method.toUpperCase())
  if (methods.length === 0) return []
  if (methods.includes('GET')) methods.push('HEAD')
  return [...methods, 'OPTIONS'].sort()
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const segments = path.split('/')
  return (
    wanted.length === segments.length &&
    wanted.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))
  )
}
