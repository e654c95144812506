import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { anOperator } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import type { Provider } from '../adapters/index.ts'
import type { Channel } from '../channels/channel-store.ts'
import { sendDue, type Probe } from './send-due.ts'
import type { QuietDefault } from '../quiet.ts'
import { tellingSetting } from '../telling-setting.ts'
import { renderer } from './render.ts'
import { aProvider } from '../testing/a-provider.ts'

let h: Harness
const sms: Channel = {
  name: 'gateway',
  kind: 'sms',
  settings: { adapter: 'http-sms', url: 'https://sms.example.net', from: 'Telnet', token: 'sms', signing: null },
  perSecond: null,
  price: null,
  atOnce: 5,
  stopped: null,
  revision: 1,
}
const statement = {
  version: 1,
  number: 'OUT-000001',
  extent: 'total',
  since: '2026-09-15T07:00:00Z',
  until: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  area: {},
  cause: {},
  words: {},
  compensation: null,
  claimUntil: null,
  url: 'https://s.example.net/o/1',
}

beforeEach(async () => {
  h = await anOperator()
  await sql`
    insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
    values (gen_random_uuid(), 'first', 1, ${JSON.stringify(statement)}, 'released', 'test', now(), now())`.execute(
    h.db,
  )
})

async function waiting(count: number, language = 'pl'): Promise<void> {
  await sql`
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
    select id, n, 0, 'sms', '+48 500 000 ' || lpad(n::text, 3, '0'), ${language}, 'Europe/Warsaw', ${h.clock.now()}, ${h.clock.now()}
    from messaging.notice, generate_series(1, ${count}::int) n`.execute(h.db)
}

async function states(): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from messaging.message group by 1 order by 1`.execute(h.db)
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** How many may have been heard without anybody knowing. */
async function perhapsOut(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from messaging.message where perhaps_out`.execute(
    h.db,
  )
  return rows[0]?.n ?? 0
}

const telling = tellingSetting.otherwise
const send = (provider: Provider, channel = sms, probe?: Probe, quietHours: QuietDefault | null = null) => {
  const way = {
    channel,
    provider,
    quietHours,
    render: renderer('sms', { ...telling, language: 'pl' }, () => null),
    contentOf: () => null,
    unsubscribeUrl: () => null,
    log: () => undefined,
  }
  return sendDue(h.platform, way, undefined, probe)
}
const dying =
  (at: string): Probe =>
  point => {
    if (point === at) throw new Error('killed')
  }

describe('messages that are due', () => {
  test('are handed over once, in the words of their reader, by however many workers', async () => {
    await waiting(700)
    const provider = aProvider(false)

    const sent = await Promise.all([send(provider), send(provider), send(provider), send(provider)])

    expect(sent.reduce((sum, each) => sum + each)).toBe(700)
    expect(new Set(provider.delivered.map(({ to }) => to)).size).toBe(700)
    expect(provider.delivered).toHaveLength(700)
    expect(await states()).toEqual({ sent: 700 })
    expect(provider.delivered[0]?.text).toMatch(/^Pulih: Panstwa usluga nie dziala od 15 wrz, 09:00\./)
  })

  test('are tried again where the provider is busy, and later where he wants less', async () => {
    await waiting(2)
    const provider = aProvider(false)
    provider.answer('refused', 'throttled')

    await send(provider)
    expect(await states()).toEqual({ waiting: 2 })
    h.clock.advance({ seconds: 11 })
    await send(provider)
    expect(await states()).toEqual({ sent: 1, waiting: 1 })
    h.clock.advance({ seconds: 10 })
    await send(provider)
    expect(await states()).toEqual({ sent: 2 })
    expect(provider.delivered).toHaveLength(2)
  })

  test('do not reach whoever said meanwhile that he wants no more', async () => {
    await waiting(3)
    await sql`insert into messaging.stop values ('sms', '48500000002', now())`.execute(h.db)
    const provider = aProvider(false)

    await send(provider)
    expect(provider.delivered.map(({ to }) => to).toSorted()).toEqual(['+48 500 000 001', '+48 500 000 003'])
    expect(await states()).toEqual({ cancelled: 1, sent: 2 })
  })

  test('in which a word is missing are not sent, and say which', async () => {
    await sql`update messaging.notice set kind = 'restored'`.execute(h.db)
    await waiting(1)
    const provider = aProvider(false)

    await send(provider)
    expect(provider.delivered).toEqual([])
    const { rows } = await sql<{ state: string; reason: string }>`select state, reason from messaging.message`.execute(
      h.db,
    )
    expect(rows).toEqual([{ state: 'failed', reason: 'a "restored" message needs restoredAt, which is not there' }])
  })

  test('are left where they are as soon as their channel is stopped', async () => {
    await waiting(2)
    await sql`insert into messaging.channel (name, kind, settings, stopped) values ('gateway', 'sms', '{}', 'wrong words')`.execute(
      h.db,
    )
    const provider = aProvider(false)

    expect(await send(provider)).toBe(0)
    expect(await states()).toEqual({ waiting: 2 })
  })

  test('keep to the limit of their channel, however many send', async () => {
    await waiting(40)
    await sql`insert into messaging.channel (name, kind, settings, per_second) values ('gateway', 'sms', '{}', 10)`.execute(
      h.db,
    )
    const slow = { ...sms, perSecond: 10 }
    const provider = aProvider(false)

    await Promise.all([send(provider, slow), send(provider, slow), send(provider, slow)])
    expect(await states()).toEqual({ sent: 10, waiting: 30 })
    h.clock.advance({ seconds: 1 })
    await Promise.all([send(provider, slow), send(provider, slow)])
    expect(await states()).toEqual({ sent: 20, waiting: 20 })
  })
})

describe('whoever is killed', () => {
  test('before he handed anything over has sent nothing twice, where keys are known', async () => {
    await waiting(5)
    const provider = aProvider(true)

    await expect(send(provider, sms, dying('before-sending'))).rejects.toThrow('killed')
    expect(await states()).toEqual({ sending: 5 })
    h.clock.advance({ seconds: 121 })
    await send(provider)
    expect(await states()).toEqual({ sent: 5 })
    expect(provider.delivered).toHaveLength(5)
  })

  test('after it leaves nobody told twice, where keys are known', async () => {
    await waiting(5)
    const provider = aProvider(true)

    await expect(send(provider, sms, dying('after-sending'))).rejects.toThrow('killed')
    h.clock.advance({ seconds: 121 })
    await send(provider)
    expect(await states()).toEqual({ sent: 5 })
    expect(provider.delivered).toHaveLength(5)
  })

  test.each(['before-sending', 'after-sending'])('%s leaves a doubt, where they are not', async point => {
    await waiting(5)
    const provider = aProvider(false)

    await expect(send(provider, sms, dying(point))).rejects.toThrow('killed')
    const before = provider.delivered.length
    h.clock.advance({ seconds: 121 })
    await send(provider)
    expect(await states()).toEqual({ doubtful: 5 })
    expect(provider.delivered).toHaveLength(before)
  })
})

describe('an answer that was lost', () => {
  test('is asked for again where keys are known, and is a doubt elsewhere', async () => {
    await waiting(1)
    const known = aProvider(true)
    known.answer('lost')
    await send(known)
    expect([await states(), await perhapsOut()]).toEqual([{ waiting: 1 }, 1])
    h.clock.advance({ seconds: 11 })
    await send(known)
    expect([await states(), await perhapsOut(), known.delivered.length]).toEqual([{ sent: 1 }, 0, 1])

    await sql`update messaging.message set state = 'waiting', not_before = ${h.clock.now()}`.execute(h.db)
    const unknown = aProvider(false)
    unknown.answer('lost')
    await send(unknown)
    h.clock.advance({ seconds: 100 })
    await send(unknown)
    expect([await states(), unknown.delivered.length]).toEqual([{ doubtful: 1 }, 1])
  })
})

describe('what landed', () => {
  test('is written down also where the database refuses it at first, and nothing more is taken until then', async () => {
    await waiting(3)
    const provider = aProvider(false)
    await sql
      .raw(
        `
      create function messaging.refuse() returns trigger language plpgsql as $$ begin
        if nextval('messaging.refusals') <= 2 then raise exception 'no space left' using errcode = '53100'; end if; return new; end $$;
      create sequence messaging.refusals;
      create trigger refuse before update on messaging.message for each row when (new.state = 'sent') execute function messaging.refuse()`,
      )
      .execute(h.db)

    await expect(send(provider)).rejects.toThrow('no space left')
    expect([await states(), provider.delivered.length]).toEqual([{ sent: 3 }, 3])
  })

  test('is written down also where the provider calls it what no database keeps', async () => {
    await waiting(2)
    const provider = { ...aProvider(false), handOver: () => Promise.resolve({ kind: 'accepted', id: 'a\0b' } as const) }

    await send(provider)
    const { rows } = await sql<{ id: string }>`select provider_id as id from messaging.message`.execute(h.db)
    expect([await states(), rows]).toEqual([{ sent: 2 }, [{ id: 'ab' }, { id: 'ab' }]])
  })
})

describe('whoever is sending', () => {
  test.each([
    ['stopped', `stopped = 'wrong words'`],
    ['changed', 'per_second = 5'],
  ])('leaves as soon as the channel is %s, and keeps nothing that he has not begun', async (_, change) => {
    await waiting(40)
    await sql`insert into messaging.channel (name, kind, settings) values ('gateway', 'sms', '{}')`.execute(h.db)
    const provider = aProvider(false)
    const changing: Provider = {
      ...provider,
      async handOver(message) {
        if (provider.delivered.length === 0)
          await sql.raw(`update messaging.channel set ${change}, revision = revision + 1`).execute(h.db)
        return provider.handOver(message)
      },
    }

    const begun = await send(changing, { ...sms, atOnce: 1 })
    expect(begun).toBeLessThan(40)
    expect(await states()).toEqual({ sent: begun, waiting: 40 - begun })
  })
})

describe('a message that waited for long', () => {
  const night = { from: '10:00', to: '12:00' }
  const quiet = (provider: Provider) => send(provider, sms, undefined, night)

  test('wakes nobody up where it can wait, and goes when the hours are over', async () => {
    await waiting(2)
    await sql`update messaging.message set lane = 3 where customer_id = 1`.execute(h.db)
    const provider = aProvider(false)

    await quiet(provider)
    expect(provider.delivered.map(({ to }) => to)).toEqual(['+48 500 000 002'])
    const { rows } = await sql<{ state: string; attempts: number; at: Temporal.Instant }>`
      select state, attempts, not_before as at from messaging.message where customer_id = 1`.execute(h.db)
    expect(rows).toMatchObject([{ state: 'waiting', attempts: 0, at: Temporal.Instant.from('2026-09-15T10:00:00Z') }])
    h.clock.advance({ hours: 1 })
    await quiet(provider)
    expect(await states()).toEqual({ sent: 2 })
  })

  test('is kept from whoever has quiet hours of his own, whatever it is', async () => {
    await waiting(2)
    await sql`
      insert into messaging.preference (customer_id, quiet_from, quiet_to, updated_at) values (2, '10:30', '11:30', now())`.execute(
      h.db,
    )
    const provider = aProvider(false)

    await send(provider)
    expect(provider.delivered.map(({ to }) => to)).toEqual(['+48 500 000 001'])
  })

  test('is cancelled with its reason where it is of no use any more', async () => {
    await waiting(1)
    await sql`update messaging.message set expires_at = ${h.clock.now()}`.execute(h.db)

    await send(aProvider(false))
    const { rows } = await sql`select state, reason from messaging.message`.execute(h.db)
    expect(rows).toEqual([{ state: 'cancelled', reason: 'too late' }])
  })
})

describe('a channel that takes nothing from anybody', () => {
  const refusing = (provider: Provider, isRefused: (to: string) => boolean): Provider => ({
    ...provider,
    handOver: message =>
      isRefused(message.to)
        ? Promise.resolve({ kind: 'refused', isFinal: false, isOurs: true, reason: 'our password is wrong' })
        : provider.handOver(message),
  })

  beforeEach(async () => {
    await sql`insert into messaging.channel (name, kind, settings) values ('gateway', 'sms', '{}')`.execute(h.db)
  })

  test('fails no message, however long that takes', async () => {
    await waiting(2)
    const provider = aProvider(false)
    let isMended = false
    const locked = refusing(provider, () => !isMended)

    for (let tries = 0; tries < 20; tries++) {
      await send(locked)
      h.clock.advance({ minutes: 20 })
    }
    expect(await states()).toEqual({ waiting: 2 })
    isMended = true
    await send(locked)
    expect(await states()).toEqual({ sent: 2 })
  })

  test('is tried again only when it has rested', async () => {
    await waiting(1)
    const provider = aProvider(false)
    let tried = 0
    const locked = refusing(provider, () => ++tried > 0)

    await send(locked)
    h.clock.advance({ minutes: 20 })
    await send(locked)
    h.clock.advance({ minutes: 4 })
    await send(locked)
    expect(tried).toBe(2)
    h.clock.advance({ minutes: 1 })
    await send(locked)
    expect(tried).toBe(3)
  })

  test('is none where others get through: what is refused alone fails after its attempts', async () => {
    await waiting(1)
    const odd = refusing(aProvider(false), to => to.endsWith('001'))

    for (let round = 2; round < 12; round++) {
      await sql`
        insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
        select id, ${round}::bigint, 0, 'sms', '+48 500 000 999', 'pl', 'UTC', ${h.clock.now()}, ${h.clock.now()} from messaging.notice`.execute(
        h.db,
      )
      await send(odd)
      h.clock.advance({ minutes: 20 })
    }
    expect(await states()).toEqual({ failed: 1, sent: 10 })
  })
})
