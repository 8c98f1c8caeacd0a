/** How often one client may do what costs something: fail to log in, search. */

/** The rate limiter is optional, and its own failure locks nobody out. */
export async function isTooOften(request: Request, env: Env, what: string): Promise<boolean> {
  const limiter = env.LIMITER as RateLimit | undefined
  if (!limiter) return false
  try {
    return !(await limiter.limit({ key: `${what}:${clientOf(request)}` })).success
  } catch (error) {
    console.error('LIMITER failed', error)
    return false
  }
}

/** The client's address; of an IPv6 address its /64, since one household owns all of that. */
function clientOf(request: Request): string {
  const address = request.headers.get('CF-Connecting-IP') ?? 'local'
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

/** Where the client is, roughly: of an IPv4 address the /24, of an IPv6 address the /48. Null: nobody tells. */
export function networkOf(request: Request): string | null {
  const address = request.headers.get('CF-Connecting-IP')
  if (!address) return null
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}::/48`
  return `${address.split('.').slice(0, 3).join('.')}.0/24`
}
