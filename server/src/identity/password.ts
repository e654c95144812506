import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { problem } from '../platform/index.ts'

/**
 * Argon2id with 19 MiB, two passes and one lane (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
 * Argon2id is what the library takes when no other is named.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The lengths of a password; twelve characters at least, and not so many that hashing them would be an attack. */
export const [leastLength, mostLength] = [12, 256]

export function hashPassword(password: string): Promise<string> {
  return hash(sameForm(password), cost)
}

let nobodysPassword: Promise<string> | undefined

/**
 * Whether a password is the one that was hashed. Where nothing was hashed, the same work is done in vain, so that the time
 * tells nobody whether there is such a person.
 */
export async function isPassword(hashed: string | null, password: string): Promise<boolean> {
  nobodysPassword ??= hashPassword(randomBytes(32).toString('hex'))
  const fits = await verify(hashed ?? (await nobodysPassword), sameForm(password))
  return fits && hashed !== null
}

/** Whether a hash was made with less than is asked for today. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(hashed)
  return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism
}

/** Refuses what would be guessed first. Length counts; which kinds of characters there are does not. */
export function checkNewPassword(password: string, owner: { login: string; name: string; present: string }): void {
  const plain = sameForm(password)
  const lower = plain.toLowerCase()
  const guessable = [owner.login, owner.name, 'pulih', 'password'].some(word => isMostly(lower, word.toLowerCase()))
  const tooFew = new Set(plain).size < 5
  if (
    plain.length < leastLength ||
    plain.length > mostLength ||
    guessable ||
    tooFew ||
    plain === sameForm(owner.present)
  )
    throw problem('identity.password-weak', { least: leastLength, most: mostLength })
}

/** The same letters typed on another keyboard are the same password. */
function sameForm(password: string): string {
  return password.normalize('NFKC')
}

function isMostly(password: string, word: string): boolean {
  return password.includes(word) && password.length - word.length < 6
}
