import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets that have to be read again. `owner` ties each to its row: moved to another, it cannot be opened. */
export interface Sealer {
  readonly seal: (plain: Uint8Array, owner: string, key: string | null) => Buffer
  /** Throws where the key is missing or another, or where the secret was moved to somebody else. */
  readonly unseal: (sealed: Buffer, owner: string, key: string | null) => Uint8Array
}

/**
 * With the key they are encrypted (AES-256-GCM), so that a copy of the database alone shows none; without it a secret stands in the
 * database as it is. The first byte says which. `purpose` makes the keys of two sealers differ where the configured text is the same.
 */
export function sealer(given: { readonly variable: string; readonly purpose: string; readonly what: string }): Sealer {
  const derived = (key: string) => Buffer.from(hkdfSync('sha256', key, '', given.purpose, 32))
  return {
    seal(plain, owner, key) {
      if (key === null) return Buffer.concat([Buffer.of(open), plain])
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derived(key), nonce).setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.of(encrypted), nonce, cipher.getAuthTag(), text])
    },
    unseal(sealed, owner, key) {
      if (sealed[0] === open) return sealed.subarray(1)
      if (key === null) throw new Error(`${given.variable} is missing: ${given.what} were encrypted with it`)
      const decipher = createDecipheriv('aes-256-gcm', derived(key), sealed.subarray(1, 13)).setAAD(Buffer.from(owner))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
    },
  }
}

const [open, encrypted] = [0, 1]

/** Whether the key was there when it was sealed. */
export function isEncrypted(sealed: Buffer): boolean {
  return sealed[0] === encrypted
}
