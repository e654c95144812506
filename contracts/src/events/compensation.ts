import { Type } from 'typebox'
import { events } from './catalogue.ts'

const run = Type.Object({ run: Type.String(), number: Type.Integer() })

export const compensationEvents = events({
  'compensation.computed': { says: 'A run was assessed and waits to be looked at.', data: run },
  'compensation.approved': { says: 'A run was approved for posting.', data: run },
  'compensation.posted': { says: 'All credits of a run are in the ledger.', data: run },
  'compensation.stopped': { says: 'Posting was stopped, or failed, with a consistent part done.', data: run },
  'compensation.settled': { says: 'Everything that a run posted was paid out.', data: run },
})
