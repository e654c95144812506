import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasherWith, type Hash } from './numbers.ts'

/** The operator's secret, in two uses that tell nothing of each other. */
export interface Keys {
  readonly hash: (text: string) => Hash
  readonly links: Buffer
  /** Tells one key of numbers from another, and nothing of either. */
  readonly print: string
}

export function keysFrom(secret: Buffer): Keys {
  const keyFor = (use: string) => createHmac('sha256', secret).update(`pulih status page: ${use}`).digest()
  return {
    hash: hasherWith(keyFor('numbers')),
    links: keyFor('links'),
    print: keyFor('print').toString('base64url').slice(0, 16),
  }
}

export function secretOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A secret of its own, where the operator gave none. Null before the first snapshot with numbers. */
export function readSecret(root: string): Buffer | null {
  try {
    return readFileSync(join(root, 'key'))
  } catch {
    return null
  }
}

const macBytes = 12
const tokenBytes = 8 + 4 + macBytes

/** A link that answers for one service without a sign-in, until it expires. Whose it is cannot be read from it. */
export function signLink({ links }: Keys, { high, low }: Hash, expires: Temporal.Instant): string {
  const token = Buffer.alloc(tokenBytes)
  token.writeUInt32LE(high, 0)
  token.writeUInt32LE(low, 4)
  token.writeUInt32LE(Math.floor(expires.epochMilliseconds / 60_000), 8)
  macOf(links, token).copy(token, 12)
  return token.toString('base64url')
}

/** The service for which a link answers; null: it was not signed by us, or has expired. */
export function readLink({ links }: Keys, text: string, now: number): Hash | null {
  if (!/^[\w-]{32}$/.test(text)) return null
  const token = Buffer.from(text, 'base64url')
  if (token.length !== tokenBytes || !timingSafeEqual(macOf(links, token), token.subarray(12))) return null
  return token.readUInt32LE(8) * 60_000 < now ? null : { high: token.readUInt32LE(0), low: token.readUInt32LE(4) }
}

function macOf(key: Buffer, token: Buffer): Buffer {
  return createHmac('sha256', key).update(token.subarray(0, 12)).digest().subarray(0, macBytes)
}
