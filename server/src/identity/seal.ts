import { sealer } from '../platform/index.ts'

/** Keeps the secrets of one-time codes, with `PULIH_SECRET_IDENTITY` encrypted. */
export const { seal, unseal } = sealer({
  variable: 'PULIH_SECRET_IDENTITY',
  purpose: 'pulih identity codes',
  what: 'secrets of codes',
})
