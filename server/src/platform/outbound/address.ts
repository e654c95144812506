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

type Address = ReturnType<typeof ipaddr.process>

export const systemResolve: Resolve = hostname => lookup(hostname, { all: true })

/** What an address points at that is not the public internet: ourselves, our own network, a cloud's metadata, many at once. */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || isShut(parsed)) return false
  // https://www.iana.org/assignments/ipv6-address-space: nothing outside 2000::/3 is assigned to anybody.
  return parsed instanceof ipaddr.IPv4 || parsed.match(publicIpv6, 3)
}

const publicIpv6 = ipaddr.IPv6.parse('2000::')

/** The host of an address if it stands there as a number that nobody outside has; such a host is never looked up. */
export function privateLiteral(url: URL): string | null {
  const host = hostOf(url)
  return isIP(host) !== 0 && !isPublicAddress(host) ? host : null
}

/** The host of a URL if it is never called, or not while private addresses are not: known without asking what its name stands for. */
export function refusedHost(url: URL, allowPrivate: boolean): string | null {
  const host = hostOf(url)
  const isOpen = isIP(host) === 0 ? allowPrivate || !isLocalName(host) : isReachable(host, allowPrivate)
  return isOpen ? null : host
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function isReachable(address: string, allowPrivate: boolean): boolean {
  return allowPrivate ? !isShut(ipaddr.process(address)) : isPublicAddress(address)
}

/** Names that stand for nothing outside: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), and what ICANN set aside (internal). */
function isLocalName(host: string): boolean {
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(host.toLowerCase())
}

/** Where machines get their credentials, which no webhook has to do with, even where it may be at home in our own network. */
function isShut(address: Address): boolean {
  const carried = carriedBy(address)
  if (carried !== null) return isShut(carried)
  return address.range() === 'linkLocal' || metadata.has(address.toString())
}

/** Metadata of clouds that is not link-local. */
const metadata = new Set([
  // Amazon: of machines, and the credentials of pods.
  'fd00:ec2::254',
  'fd00:ec2::23',
  // Google.
  'fd20:ce::254',
  // Scaleway.
  'fd00:42::42',
  // Alibaba.
  '100.100.100.200',
  // Oracle.
  '192.0.0.192',
  // Azure, which took a public one for it.
  '168.63.129.16',
])

/** The IPv4 address that a translator or a tunnel takes out of this one: NAT64 (RFC 6052, 8215), 6to4, and the old form `::a.b.c.d`. */
function carriedBy(address: Address): Address | null {
  if (address instanceof ipaddr.IPv4) return null
  const bytes = address.toByteArray()
  if (address.range() === '6to4') return ipaddr.fromByteArray(bytes.slice(2, 6))
  return address.range() === 'rfc6052' || address.match(oldForm, 96) ? ipaddr.fromByteArray(bytes.slice(12)) : null
}

const oldForm = ipaddr.IPv6.parse('::')

export const privateAddressCode = 'PULIH_PRIVATE_ADDRESS'

/**
 * The lookup of a socket. The name is asked for once and the socket takes what is answered here, so that a name which is public when
 * it is checked and private when it is called gains nothing. One address among several that may not be called is enough to refuse the name.
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
  if (![first, ...others].every(({ address }) => isReachable(address, allowPrivate)))
    throw Object.assign(new Error(`${hostname} is at a private address`), { code: privateAddressCode })
  return [first, ...others]
}
