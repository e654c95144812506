import { BlockList, isIP } from 'node:net'

/** Whose word on where a request came from is believed. */
export interface TrustedProxies {
  has(address: string): boolean
}

/** This machine is always one. */
const loopback = ['127.0.0.0/8', '::1']

/** From networks such as `10.0.0.0/8`, `2001:db8::/32` or a single address. What is none of these throws. */
export function trustedProxies(networks: readonly string[]): TrustedProxies {
  const list = new BlockList()
  for (const network of [...loopback, ...networks]) {
    const [address = '', bits] = network.split('/')
    const version = isIP(address)
    const most = version === 6 ? 128 : 32
    if (version === 0 || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)))
      throw new Error(`${network} is no network`)
    list.addSubnet(address, bits === undefined ? most : Number(bits), version === 6 ? 'ipv6' : 'ipv4')
  }
  return { has: address => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') }
}

/** `10.0.0.0/8, 2001:db8::/32`, with commas or blanks between. */
export function networksIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(network => network !== '')
}

/**
 * The address from which a visitor came. A proxy writes at the end of `X-Forwarded-For` whom it heard; so from there each is believed as
 * long as the one who says it is trusted. Whatever stands before that a visitor may have written himself.
 */
export function visitorOf(remote: string, forwarded: string | undefined, trusted: TrustedProxies): string {
  let visitor = plainAddress(remote) ?? ''
  if (forwarded === undefined || !trusted.has(visitor)) return visitor
  for (const said of forwarded.split(',').toReversed()) {
    const address = plainAddress(said)
    if (address === null) break
    visitor = address
    if (!trusted.has(visitor)) break
  }
  return visitor
}

/** Without the port that some proxies add, and of version 4 where it is one. Null: it is no address. */
function plainAddress(text: string): string | null {
  const trimmed = text.trim()
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  const address = bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIP(address) === 0 ? null : address
}
