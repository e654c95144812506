import { describe, expect, test } from 'vitest'
import { fuzz } from '../../test/fuzz/fuzz.ts'
import { everyone, furnish, whatExists } from '../../test/fuzz/world.ts'
import { decide } from '../../test/factories/operator.ts'
import { harness } from '../../test/harness.ts'
import type { Actor } from '../platform/index.ts'
import { actorOf, type Subscriber } from './subscriber.ts'

const me: Subscriber = {
  ...actorOf({ id: 1n, key: 'C-1' }),
  kind: 'subscriber',
  customerId: 1n,
  customer: 'C-1',
  language: null,
  fullName: 'Jan Example',
  session: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a11',
  sessionEnds: Temporal.Instant.from('2030-01-01T00:00:00Z'),
}
let asking: Actor = everyone
const h = await harness({ hooks: { authenticate: () => Promise.resolve(asking) } })
await furnish(h)
await decide(h, 'portal.sign-in', { outbox: 'kept', provider: null })
asking = me

describe('whatever is sent to the portal', () => {
  test('is answered or refused in the documented form, never fails, and a refusal leaves nothing but a spent try', async () => {
    const report = await fuzz(h.app, h.db, {
      seed: 20_261_122,
      requests: 150,
      only: 'Portal',
      known: () => whatExists(h.db),
      afterwards: () => h.runJobs(),
    })

    expect(report.findings).toEqual([])
    expect(report.neverAccepted.toSorted()).not.toContain('askPortalCode')
  })
})
