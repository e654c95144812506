import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anOperator } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { lockNew } from './arrival-store.ts'
import { applyReceipts, type Receipt } from './receipts.ts'

let h: Harness

beforeEach(async () => {
  h = await anOperator()
})

const delivered = (providerId: string): Receipt => ({ kind: 'receipt', providerId, says: 'delivered', reason: null })
const apply = (...receipts: readonly Receipt[]) => h.work(work => applyReceipts(work, 'sms', receipts))

async function sent(origin: string, providerId: string, daysAgo: number): Promise<void> {
  const at = h.clock.now().subtract({ hours: 24 * daysAgo })
  await sql`
    insert into messaging.message (origin, words, lane, channel, address, language, time_zone, state, provider_id, sent_at, not_before, updated_at)
    values (${origin}, '{}', 0, 'sms', '+48 500 000 001', 'pl', 'UTC', 'sent', ${providerId}, ${at}, ${at}, ${at})`.execute(
    h.db,
  )
}

async function states(): Promise<readonly string[]> {
  const { rows } = await sql<{ told: string }>`
    select origin || ' ' || state as told from messaging.message order by id`.execute(h.db)
  return rows.map(({ told }) => told)
}

test('a provider that begins to count anew tells of what he was given last', async () => {
  await sent('long ago', '7', 30)
  await sent('last week', '8', 7)
  await sent('today', '8', 0)

  expect(await apply(delivered('7'), delivered('8'))).toEqual([delivered('7')])
  expect(await states()).toEqual(['long ago sent', 'last week sent', 'today delivered'])
})

test('what nobody has looked at goes before what is looked at again', async () => {
  const now = h.clock.now()
  await sql`
    insert into messaging.arrival (channel, adapter, key, content_type, headers, body, received_at, look_at, reason)
    select 'gateway', 'smpp', n::text, '', '{}'::jsonb, ''::bytea, ${now.subtract({ seconds: 60 })}::timestamptz, ${now.subtract({ seconds: 10 })}::timestamptz, 'not known yet'
    from generate_series(1, 3) n
    union all select 'gateway', 'smpp', 'new', '', '{}', '', ${now}, ${now}, null`.execute(h.db)

  const [first, second] = await h.work(({ tx }) => lockNew(tx, 2, now))
  expect([first?.key, second?.key]).toEqual(['new', '1'])
})

test('a receipt for which nobody vouches counts only where it knows to whom the message went', async () => {
  await sent('to somebody', '9', 0)
  const undeliverable = { ...delivered('9'), says: 'undeliverable' } as const

  expect(await apply({ ...undeliverable, onlyTo: '+48 500 000 002' })).toEqual([])
  expect(await states()).toEqual(['to somebody sent'])
  await apply({ ...undeliverable, onlyTo: '+48 500 000 001' })
  expect(await states()).toEqual(['to somebody failed'])
})
