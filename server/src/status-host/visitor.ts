import { isIP } from 'node:net'
import type { TrustedProxies } from '../platform/trusted-proxies.ts'

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

/**
 * What an address is counted under: itself, or of version 6 its network of 64 bits, whose other half its owner chooses as he likes, and then
 * that of 48, of which an owner often has all.
 */
export function networksOf(address: string): readonly string[] {
  if (!address.includes(':')) return [address]
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const parts = [...before, ...zeros, ...after].map(part => part.toLowerCase().replace(/^0+(?=.)/, ''))
  return [`${parts.slice(0, 4).join(':')}/64`, `${parts.slice(0, 3).join(':')}/48`]
}
