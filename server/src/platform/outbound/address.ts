import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import ipaddr from 'ipaddr.js'

export interface Resolved {
  readonly address: string
  readonly family: number
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly Resolved[]>

export const systemResolve: Resolve = hostname => lookup(hostname, { all: true })

/** What an address points at that is not the public internet: ourselves, our own network, a cloud's metadata, many at once. */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  // https://www.iana.org/assignments/ipv6-address-space: nothing outside 2000::/3 is assigned to anybody.
  return parsed instanceof ipaddr.IPv4 || parsed.match(publicIpv6, 3)
}

const publicIpv6 = ipaddr.IPv6.parse('2000::')

/** The host of an address if it stands there as a number that nobody outside has; such a host is never looked up. */
export function privateLiteral(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && !isPublicAddress(host) ? host : null
}

export const privateAddressCode = 'PULIH_PRIVATE_ADDRESS'

/**
 * The lookup of a socket. The name is asked for once and the socket takes what is answered here, so that a name which is public when
 * it is checked and private when it is called gains nothing. One private address among several is enough to refuse the name.
 */
export function lookupOver(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  const checked = callbackify((hostname: string) => resolveChecked(resolve, hostname, allowPrivate))
  return (hostname, options, done) => {
    checked(hostname, (error, addresses) => {
      if (error) return done(error, [])
      const [first] = addresses
      return options.all ? done(null, [...addresses]) : done(null, first.address, first.family)
    })
  }
}

async function resolveChecked(
  resolve: Resolve,
  hostname: string,
  allowPrivate: boolean,
): Promise<readonly [Resolved, ...Resolved[]]> {
  const [first, ...others] = await resolve(hostname)
  if (!first) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
  if (!allowPrivate && ![first, ...others].every(({ address }) => isPublicAddress(address)))
    throw Object.assign(new Error(`${hostname} is at a private address`), { code: privateAddressCode })
  return [first, ...others]
}
