import { randomBytes } from 'node:crypto'
import { sealer } from '../platform/index.ts'

/** Keeps the secrets of endpoints, with `PULIH_SECRET_WEBHOOKS` encrypted. */
export const { seal, unseal } = sealer({
  variable: 'PULIH_SECRET_WEBHOOKS',
  purpose: 'pulih webhook secrets',
  what: 'secrets of webhooks',
})

/** 256 bits, as a text that a person can copy and a scanner for leaked secrets can recognise. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}
