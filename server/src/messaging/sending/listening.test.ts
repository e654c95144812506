import { emulateSmsc, type Smsc } from '@pulih/rehearsal'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anOperator, good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { findChannel } from '../channels/channel-store.ts'
import { eventually } from '../adapters/smpp/testing/an-esme.ts'
import { closeLines } from './open-providers.ts'
import { sendAll, tryOut } from './send-all.ts'

let h: Harness
let smsc: Smsc

beforeEach(async () => {
  h = await anOperator()
  smsc = await emulateSmsc({ password: 'a-secret' })
})
afterEach(async () => {
  await closeLines(h.platform)
  await smsc.stop()
})

async function channel(stopped: string | null): Promise<void> {
  const settings = {
    adapter: 'smpp',
    host: '127.0.0.1',
    port: smsc.port,
    secure: false,
    systemId: 'pulih',
    password: 'sms',
    systemType: '',
    from: 'Telnet',
    window: 10,
    receiptIds: 'same',
  }
  await sql`
    insert into messaging.channel (name, kind, settings, stopped) values ('smsc', 'sms', ${JSON.stringify(settings)}, ${stopped})`.execute(
    h.db,
  )
}

const waiting = (count: number) =>
  sql`
    insert into messaging.message (origin, words, lane, channel, address, language, time_zone, not_before, updated_at)
    select n::text, '{"subject": "", "text": "Hello"}', 0, 'sms', '+48 500 000 001', 'en', 'UTC', ${h.clock.now()}, ${h.clock.now()}
    from generate_series(1, ${count}::int) n`.execute(h.db)

test('what people write is heard also after their channel was stopped, and nothing is sent', async () => {
  await channel(null)
  await sendAll(h.platform)
  await eventually(() => smsc.bound() === 1)

  good(await h.as('communications').post('/messaging/channels/smsc/stop', { reason: 'Wrong words' }))
  await waiting(1)
  await sendAll(h.platform)
  await smsc.say('48500000001', 'STOP')

  const { rows } = await sql<{ n: number }>`select count(*)::int as n from messaging.arrival`.execute(h.db)
  expect([rows[0]?.n, smsc.taken(), smsc.bound()]).toEqual([1, 0, 1])
})

test('a stopped channel that was never open calls nobody by itself', async () => {
  await channel('not tested yet')

  await sendAll(h.platform)
  good(await h.as('communications').post('/messaging/channels/smsc/stop', { reason: 'Not yet' }))
  await sendAll(h.platform)

  await new Promise(resolve => setTimeout(resolve, 100))
  expect(smsc.bound()).toBe(0)
})

test('whoever is sending goes on with the channel as it was changed meanwhile', async () => {
  await channel(null)
  await sql`update messaging.channel set at_once = 1`.execute(h.db)
  await waiting(300)

  const sending = sendAll(h.platform)
  await eventually(() => smsc.taken() > 0)
  await sql`update messaging.channel set at_once = 50, revision = revision + 1`.execute(h.db)

  expect([await sending, smsc.taken()]).toEqual([300, 300])
  expect(smsc.mostUnanswered()).toBeGreaterThan(1)
})

test('a trial leaves no line behind where nothing is sent, and the one that is there where something is', async () => {
  await channel(null)
  const trial = async () => tryOut(h.platform, await findChannel(h.db, 'smsc'), '+48500000009')

  expect(await trial()).toMatchObject({ outcome: 'accepted' })
  await eventually(() => smsc.bound() === 0)
  await sendAll(h.platform)
  await eventually(() => smsc.bound() === 1)
  expect(await trial()).toMatchObject({ outcome: 'accepted' })
  expect(smsc.bound()).toBe(1)
})
