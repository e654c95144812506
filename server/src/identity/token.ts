import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a token opens; it stands in the token, so that one found in a log is recognised. */
type TokenKind = 'session' | 'key' | 'challenge' | 'visit'

/** 256 random bits that nobody can guess. Only its digest is kept. */
export function newToken(kind: TokenKind): string {
  return `pulih_${kind}_${randomBytes(32).toString('base64url')}`
}

export function isToken(kind: TokenKind, text: string): boolean {
  return text.startsWith(`pulih_${kind}_`)
}

/** An API key: a few characters by which people tell keys apart, then 256 random bits. */
export function newApiKey(): { key: string; prefix: string } {
  const prefix = `pulih_key_${randomBytes(4).toString('hex')}`
  return { key: `${prefix}_${randomBytes(32).toString('base64url')}`, prefix }
}

/** A plain hash is enough for what is random enough: there is nothing to guess. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** No letters that look like digits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Random text that is read from paper and typed: groups of four, not quite five bits a character. */
export function newReadable(groups: number): string {
  const characters: string[] = []
  while (characters.length < groups * 4) {
    for (const byte of randomBytes(32)) {
      // What lies beyond the last whole multiple is dropped, because it would favour the first letters.
      const character = byte < alphabet.length * 8 ? alphabet[byte % alphabet.length] : undefined
      if (character !== undefined && characters.length < groups * 4) characters.push(character)
    }
  }
  return Array.from({ length: groups }, (_, group) => characters.slice(group * 4, group * 4 + 4).join('')).join('-')
}
