import { Type } from 'typebox'
import { Count, shape } from '../common.ts'
import { events } from './catalogue.ts'

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })

export const ledgerEvents = events({
  'ledger.posted': {
    says: 'Transfers were posted. Whoever keeps page and digest can prove later that nothing before them was changed.',
    data: shape({
      firstTransfer: Type.String(),
      lastTransfer: Type.String(),
      transfers: Count,
      page: Type.String(),
      digest: Digest,
    }),
  },
  'ledger.reversed': {
    says: 'One transfer was taken back.',
    data: shape({ transfer: Type.String(), reversal: Type.String(), reason: Type.String() }),
  },
})
