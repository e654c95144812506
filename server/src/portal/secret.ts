import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

type TokenKind = 'session' | 'challenge' | 'visit'

/** 256 random bits that nobody can guess, named after what they open. Only the digest is kept. */
export function newToken(kind: TokenKind): string {
  return `pulih_portal_${kind}_${randomBytes(32).toString('base64url')}`
}

export function isToken(kind: TokenKind, text: string): boolean {
  return text.startsWith(`pulih_portal_${kind}_`)
}

export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Six digits, each as likely as the other. */
export function newCode(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0')
}

export function newSalt(): Buffer {
  return randomBytes(16)
}

const slow = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>

/** A million codes are few, so that one who stole the table needs longer to go through them than they are good for. */
export function slowDigestOf(code: string, salt: Buffer): Promise<Buffer> {
  return slow(code, salt, 32)
}
