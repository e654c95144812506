import { Unit } from '@pulih/contracts'
import { Type } from 'typebox'
import { defineSetting } from '../platform/index.ts'

const Limit = Type.Object(
  { unit: Unit, amount: Type.String({ pattern: '^\\d{1,15}(\\.\\d{1,4})?$' }) },
  { additionalProperties: false },
)

/** What may be given to one service by hand; a unit without a limit is not given by hand at all. */
export const goodwillLimits = defineSetting({
  name: 'ledger.goodwill-limits',
  says: 'The most that one service is given by hand within thirty days, for each unit. Units that are not listed need a run.',
  schema: Type.Array(Limit, { maxItems: 200 }),
  otherwise: [
    { unit: 'PLN', amount: '100.00' },
    { unit: 'EUR', amount: '25.00' },
    { unit: 'GBP', amount: '25.00' },
    { unit: 'USD', amount: '25.00' },
    { unit: 'IDR', amount: '250000.00' },
    { unit: 'data:MB', amount: '20480' },
    { unit: 'data:GB', amount: '20' },
    { unit: 'voice:minute', amount: '300' },
    { unit: 'validity:day', amount: '30' },
  ],
})
