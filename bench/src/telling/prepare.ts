import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'

/** The name of the one secret of this benchmark, in the environment of the server that it starts. */
export const secret = 'bench'
export const secretVariables = { PULIH_SECRET_BENCH: 'of-a-sink', PULIH_ALLOW_PRIVATE_TARGETS: 'true' }

/** Everybody is reached by SMS and by mail, as an import of contacts leaves it, without the time that it takes. */
export async function addContacts(client: Client): Promise<number> {
  const { rowCount } = await client.query(`
    insert into subscribers.contact (customer_id, channel, address, preferred, updated_at)
    select c.id, k.channel, case k.channel when 'sms' then '+48' || (500000000 + c.id) else 'reader' || c.id || '@example.com' end, false, now()
    from subscribers.customer c, unnest(array['sms', 'email']) as k (channel) on conflict do nothing`)
  await client.query('vacuum (analyze) subscribers.contact')
  return rowCount ?? 0
}

/** How people are told; a first notice waits for so long. */
export async function setTelling(client: Client, holdSeconds: number): Promise<void> {
  const value = {
    automatic: true,
    holdSeconds,
    channels: ['sms', 'email'],
    sender: 'Telnet',
    accent: '#0b5fa5',
    stopKeyword: 'STOP',
    language: 'pl',
    sms: { mostParts: 2, transliterated: true },
    etrMinutes: 30,
    quietHours: null,
    credits: false,
    callSegments: [],
  }
  await client.query(
    `insert into platform.setting (name, value, changed_at, changed_by) values ('messaging.telling', $1, now(), 'system:bench')
     on conflict (name) do update set value = excluded.value, revision = setting.revision + 1`,
    [JSON.stringify(value)],
  )
}

export interface Way {
  readonly kind: 'email' | 'sms' | 'webhook'
  readonly settings: object
  readonly atOnce: number
  readonly perSecond?: number
}

/** Puts one way to a provider in the place of all others, and lets the server see that. */
export async function openWay(client: Client, { kind, settings, atOnce, perSecond }: Way): Promise<void> {
  await closeWays(client)
  await client.query(
    `insert into messaging.channel (name, kind, settings, at_once, per_second) values ($1::text, $1::text, $2, $3, $4)`,
    [kind, JSON.stringify(settings), atOnce, perSecond ?? null],
  )
}

export async function closeWays(client: Client): Promise<void> {
  await client.query(`update messaging.channel set stopped = 'measured'`)
  // Whoever sends just now ends with what he has, and looks once more whether there is anything.
  for (let tries = 0; tries < 120; tries++) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from messaging.message where state = 'sending'`,
    )
    if (rows[0]?.n === 0) break
    await setTimeout(500)
  }
  await setTimeout(1_000)
  await client.query('delete from messaging.channel')
}

/** Everybody can be reached by SMS and by mail, and nothing goes out yet. */
export async function holdWays(client: Client): Promise<void> {
  await closeWays(client)
  await client.query(
    `insert into messaging.channel (name, kind, settings, stopped) select kind, kind, '{}', 'measured' from unnest(array['sms', 'email']) as k (kind)`,
  )
}

export async function forgetMessages(client: Client): Promise<void> {
  await client.query('truncate messaging.message, messaging.inbound, messaging.arrival')
  await client.query('checkpoint')
}

/** Starts a round of sending, as whoever makes messages does. */
export async function wake(client: Client): Promise<void> {
  await client.query(`select graphile_worker.add_job('messaging.send', '{}'::json, job_key => 'messaging.send')`)
}

/** Messages of a notice that was let out, for so many people, all due now. `address`: SQL, with the number of the person as `n`. */
export async function addDue(client: Client, kind: Way['kind'], count: number, address: string): Promise<void> {
  await client.query(
    `insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
     select (select id from messaging.notice where kind = 'first' and state = 'released' order by created_at desc limit 1), n, 0, $1::text, ${address},
       (array['pl', 'pl', 'pl', 'en'])[1 + n % 4], 'Europe/Warsaw', now(), now()
     from generate_series(1, $2::int) n`,
    [kind, count],
  )
  await client.query('vacuum (analyze) messaging.message')
}
