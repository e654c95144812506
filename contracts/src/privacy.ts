import { Type } from 'typebox'
import { Instant, Key, shape } from './common.ts'
import { route } from './route.ts'

/** Words rather than free text: a reason must not itself become personal data in the audit trail. */
const privacyBody = shape({
  customer: Key,
  reason: Type.Enum(['request-of-the-person', 'retention-ended', 'wrong-person', 'court-or-authority']),
  reference: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9./-]{0,59}$', description: 'The number of the letter or ticket' }),
  ),
})

export const exportPerson = route({
  id: 'exportPerson',
  context: 'identity',
  method: 'POST',
  path: '/privacy/export',
  summary: 'Everything that is kept about one person',
  permission: 'privacy.export',
  body: privacyBody,
  reply: shape({
    customer: Key,
    exportedAt: Instant,
    contexts: Type.Record(Type.String(), Type.Unknown()),
  }),
  problems: ['identity.person-not-found'],
})

export const erasePerson = route({
  id: 'erasePerson',
  context: 'identity',
  method: 'POST',
  path: '/privacy/erase',
  summary: 'Forget one person; figures in ledger and audit trail stay and still verify',
  permission: 'privacy.erase',
  body: privacyBody,
  reply: shape({
    customer: Key,
    erasedAt: Instant,
    contexts: Type.Record(Type.String(), Type.Unknown()),
  }),
  idempotent: true,
  problems: ['identity.person-not-found'],
})
