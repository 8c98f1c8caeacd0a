/** Tells addresses of the open network from those of this machine and its neighbours. */

import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** The IANA special-purpose registries: what no page of another host can be at. */
// One list for each kind: a list with ::ffff:0:0/96 in it would take every IPv4 address for blocked.
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() }
const v4: [string, number][] = [
  ['0', 8],
  ['10', 8],
  ['100.64', 10],
  ['127', 8],
  ['169.254', 16],
  ['172.16', 12],
  ['192.0.0', 24],
  ['192.0.2', 24],
  ['192.168', 16],
  ['198.18', 15],
  ['198.51.100', 24],
  ['203.0.113', 24],
  ['224', 3],
]
for (const [start, prefix] of v4) {
  const bytes = start.split('.')
  const whole = [...bytes, ...Array(4 - bytes.length).fill('0')].join('.')
  blocked.ipv4.addSubnet(whole, prefix, 'ipv4')
}
const v6: [string, number][] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]
for (const [start, prefix] of v6) blocked.ipv6.addSubnet(start, prefix, 'ipv6')

/** Is it an IP address of the open network? */
export function isPublic(address: string): boolean {
  const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return isIP(address) !== 0 && !blocked[kind].check(address, kind)
}

/** An address that must not be asked. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

/** Resolves a name for a connection, and refuses one that leads to where `isAllowed` says no, at that very moment. */
export const guardedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const stranger = error ? null : addresses.find(({ address }) => !isAllowed(address))
      const [first] = addresses ?? []
      if (error || !first) done(error ?? new Error(`no address for ${host}`), '', 0)
      else if (stranger) done(new PrivateAddress(`${host} is a private address`), '', 0)
      else if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
