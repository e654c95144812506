import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Keeps a secret that has to be read again. With `PULIH_SECRET_IDENTITY` it is encrypted (AES-256-GCM), so that a copy of the
 * database alone shows no codes; without it the secret stands in the database as it is. The first byte says which.
 */
export function seal(plain: Uint8Array, owner: string, key: string | null): Buffer {
  if (key === null) return Buffer.concat([Buffer.of(open), plain])
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derived(key), nonce).setAAD(Buffer.from(owner))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(encrypted), nonce, cipher.getAuthTag(), text])
}

/** Reads it again. Throws where the key is missing or another, or where the secret was moved to somebody else. */
export function unseal(sealed: Buffer, owner: string, key: string | null): Uint8Array {
  if (sealed[0] === open) return sealed.subarray(1)
  if (key === null) throw new Error('PULIH_SECRET_IDENTITY is missing: secrets of codes were encrypted with it')
  const decipher = createDecipheriv('aes-256-gcm', derived(key), sealed.subarray(1, 13)).setAAD(Buffer.from(owner))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

const [open, encrypted] = [0, 1]

function derived(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'pulih identity codes', 32))
}
