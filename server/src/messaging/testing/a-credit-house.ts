import type { Credit } from '@pulih/notices'
import { sql } from 'kysely'
import {
  aNetwork,
  anOperator,
  decide,
  imported,
  polish,
  type Decisions,
  type GivenService,
} from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import type { Telling } from '../telling-setting.ts'
import { aTelling, stoppedChannels } from './a-telling.ts'

const services: readonly GivenService[] = [
  { service: 'anna-home', customer: 'anna', element: 'olt' },
  { service: 'anna-shop', customer: 'anna', element: 'other', fee: '90.00' },
  { service: 'budi', customer: 'budi', element: 'olt' },
  { service: 'cecylia', customer: 'cecylia', element: 'elsewhere' },
  { service: 'dewi', customer: 'dewi', element: 'olt' },
]

/**
 * An operator who tells people of their credits: Anna has two services and an SMS, Budi speaks Indonesian and reads mail, Cecylia sits where
 * nothing fails, and nothing reaches Dewi.
 */
export async function aCreditHouse(decisions: Decisions = {}, telling: Partial<Telling> = {}): Promise<Harness> {
  const h = await anOperator({ ...polish, ...decisions })
  await stoppedChannels(h.db, 'sms', 'email')
  await aNetwork(h, ['olt', 'other', 'elsewhere'], services)
  await imported(h, 'contacts', [
    'customer,channel,address',
    'anna,sms,+48 500 000 001',
    'budi,email,budi@example.com',
    'cecylia,sms,+48 500 000 003',
  ])
  await sql`update subscribers.customer set language = 'id' where key = 'budi'`.execute(h.db)
  await decide(h, 'messaging.telling', aTelling(telling))
  return h
}

export interface ToldOfCredit {
  readonly customer: string
  readonly channel: string
  readonly language: string
  readonly lane: number
  readonly notBefore: Temporal.Instant
  readonly facts: Credit | null
}

/** What people were told of what a run gave, by the keys of customers. */
export async function toldOfCredits(h: Harness, run: string): Promise<readonly ToldOfCredit[]> {
  const { rows } = await sql<ToldOfCredit>`
    select k.key as customer, m.channel, m.language, m.lane, m.not_before as "notBefore", m.facts
    from messaging.message m join messaging.notice n on n.id = m.notice_id and n.kind = 'credit' and n.run_id = ${run}
    join subscribers.customer k on k.id = m.customer_id order by k.key, m.id`.execute(h.db)
  return rows
}

/** What the ledger has of a run, per customer and unit. */
export async function grantedBy(h: Harness, run: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; amount: string }>`
    select k.key || ' ' || t.unit as name, sum(t.amount)::text as amount
    from ledger.transfer t join subscribers.service s on s.id = t.service_id join subscribers.customer k on k.id = s.customer_id
    where t.run_id = ${run} group by 1 order by 1`.execute(h.db)
  return Object.fromEntries(rows.map(({ name, amount }) => [name, amount]))
}
