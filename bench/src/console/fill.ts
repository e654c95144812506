import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a big operator has after some years, beside what was imported and paid: so many rows of each list. */
export async function fill(client: Client, operator: string, rows: number): Promise<void> {
  await say('contacts', () => contacts(client, operator))
  await say('outages', () => outages(client, rows))
  await say('alarms', () => alarms(client, rows))
  await say('timeline', () => timeline(client, rows))
  await say('audit trail', () => audit(client, rows))
  await say('rejected rows', () => rejections(client, rows))
  await say('webhook deliveries', () => deliveries(client, rows))
  await say('payouts', () => payouts(client, rows))
  await say('statistics', () => client.query('vacuum (analyze)'))
}

async function say(name: string, body: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await body()
  console.log(`  ${name.padEnd(20)} ${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`)
}

/** As the import of contacts leaves them, without the time that it takes: a benchmark of its own measures imports. */
async function contacts(client: Client, operator: string): Promise<void> {
  await client.query('create temp table given (customer text, channel text, address text, preferred boolean)')
  const into = client.query(copyFrom('copy given from stdin (format csv, header true)'))
  await pipeline(createReadStream(join(operator, 'contacts.csv'), { highWaterMark: 1 << 18 }), into)
  await client.query(`
    insert into subscribers.contact (customer_id, channel, address, preferred, updated_at)
    select c.id, g.channel, g.address, g.preferred, now() from given g join subscribers.customer c on c.key = g.customer
    on conflict do nothing`)
  await client.query('drop table given')
}

/** One in five hundred is planned, one in ten thousand open, one in ten was retracted. Newer ones began later. */
async function outages(client: Client, rows: number): Promise<void> {
  await client.query(
    `insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, known_at, restored_at, closed_at, created_at, created_by)
    select case when n % 3 = 0 then 'staff' else 'alarm' end, status, title || ' ' || n, cause, 'total', severity, n % 500 = 0, at, at,
      case when status in ('restored', 'closed', 'retracted') then at + interval '3 hours' end, case when status = 'closed' then at + interval '1 day' end, at, 'system:bench'
    from (
      select n, timestamptz '2016-01-01' + n * (interval '10 years' / $1::int) as at,
        case when n % 10000 = 0 then 'confirmed' when n % 10 = 1 then 'retracted' when n % 100 = 2 then 'restored' else 'closed' end as status,
        (array['Fibre cut', 'Power failure at a site', 'Card failed', 'Storm damage', 'Congestion'])[1 + n % 5] as title,
        (array['fibre-cut', 'power', 'equipment', 'weather', 'unknown'])[1 + n % 5] as cause,
        (array['minor', 'minor', 'major', 'critical'])[1 + n % 4] as severity
      from generate_series(1, $1::int) n
    ) made`,
    [rows],
  )
  await client.query(`
    insert into outages.scope (outage_id, kind, reference, element_id)
    select o.id, 'element', e.key, e.id from outages.outage o join (${elements}) e on e.place = o.number % ${await places(client)}
    on conflict do nothing`)
}

const elements = 'select key, id, row_number() over (order by id) - 1 as place from network.element'

/** As a number in the text, by which the planner can hash. */
async function places(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from network.element')
  return rows[0]?.count ?? 1
}

/** Half of them lie under outages; the one with the most has a tenth. */
async function alarms(client: Client, rows: number): Promise<void> {
  await client.query(
    `insert into outages.alarm (source, key, element_key, element_id, severity, effect, summary, labels, raised_at, last_raised_at, cleared_at, last_seen_at, outage_id)
    select (array['zabbix', 'librenms', 'generic'])[1 + n % 3], 'bench-' || n, e.key, e.id, (array['critical', 'major', 'minor', 'warning'])[1 + n % 4],
      case when n % 3 = 0 then 'unreachable' when n % 3 = 1 then 'degraded' else 'none' end, 'Link down on port ' || n % 48, '{}', at, at,
      case when n % 500 <> 0 then at + interval '2 hours' end, at, case when n % 10 = 0 then big.id when n % 5 = 0 then o.id end
    from (select n, timestamptz '2024-01-01' + n * (interval '2 years' / $1::int) as at from generate_series(1, $1::int) n) made
    join (${elements}) e on e.place = n % ${await places(client)}
    cross join (select id from outages.outage where title = 'Measured' order by number limit 1) big left join outages.outage o on o.number = n`,
    [rows],
  )
}

/** A history that people never write, but machines may. */
async function timeline(client: Client, rows: number): Promise<void> {
  await client.query(
    `insert into outages.timeline (outage_id, at, actor, kind, public, text, data)
    select big.id, timestamptz '2026-08-10' + n * interval '1 second', 'system:bench', 'update', n % 1000 = 0, 'Crews are on the way', '{}'
    from generate_series(1, $1::int) n cross join (select id from outages.outage where title = 'Measured' order by number limit 1) big`,
    [rows],
  )
}

const actions = ['outages.confirm', 'ledger.reverse', 'subscribers.export', 'identity.sign-in', 'network.import']

/** Appended as every change appends its own: chained, in pieces. */
async function audit(client: Client, rows: number): Promise<void> {
  const piece = 10_000
  for (let from = 1; from <= rows; from += piece)
    await client.query(
      `select identity.append_audit(array(
        select jsonb_build_object('at', timestamptz '2025-01-01' + n * interval '30 seconds', 'actor', case when n % 7 = 0 then 'system:jobs' else 'staff:' || s.id end,
          'action', case when n % 50000 = 0 then 'identity.rare' else ($3::text[])[1 + n % 5] end, 'subject', 'outage:' || n % 1000, 'detail', jsonb_build_object('n', n))::text
        from generate_series($1::int, $2::int) n join (select id, row_number() over (order by id) - 1 as place, count(*) over () as people from identity.staff) s on s.place = n % s.people
        order by n))`,
      [from, Math.min(rows, from + piece - 1), actions],
    )
}

async function rejections(client: Client, rows: number): Promise<void> {
  await client.query(
    `insert into network.rejection (import, row, field, reason, value)
    select i.id, n, 'element', 'unknown-element', 'PL-' || n from generate_series(1, $1::int) n
    cross join (select id from network.import where kind = 'services' order by created_at limit 1) i`,
    [rows],
  )
}

async function deliveries(client: Client, rows: number): Promise<void> {
  await client.query(`
    insert into webhooks.endpoint (url, events, description, disabled, created_at)
    select 'https://listener-' || n || '.example/hook', '{*}', 'Listener ' || n, 'by-hand', now() from generate_series(1, 3) n`)
  await client.query(
    `insert into webhooks.delivery (endpoint_id, type, subject, data, happened_at, created_at, queued_at, state, attempts, delivered_at, ended_at)
    select e.id, (array['outages.confirmed', 'outages.restored', 'ledger.posted'])[1 + n % 3], 'outage:' || n, '{}', at, at, at,
      case when n % 20000 = 0 then 'dead' else 'delivered' end, 1, case when n % 20000 <> 0 then at end, at
    from (select n, now() - n * interval '1 second' as at from generate_series(1, $1::int) n) made
    join (select id, row_number() over (order by id) - 1 as place from webhooks.endpoint) e on e.place = case when n % 10 = 0 then 1 + n % 2 else 0 end`,
    [rows],
  )
}

/** One channel takes nearly all; some few are in each of the states in which somebody has to look. */
async function payouts(client: Client, rows: number): Promise<void> {
  await client.query(`
    insert into ledger.payout_channel (name, title, form, settings, units, text, settling_seconds, rest, stopped)
    select name, initcap(name), 'file', '{"adapter": "csv"}', '{PLN}', 'Credit', 0, 'stays', 'bench' from unnest(array['billing', 'wallet']) name on conflict do nothing`)
  await client.query(
    `insert into ledger.payout (key, channel, form, state, service_id, service_key, address, unit, amount, purpose, run_id, text, requested_at, due_at, accepted_at, posted_at, seen)
    select gen_random_uuid(), case when n % 100000 = 0 then 'wallet' else 'billing' end, 'file', state, t.service_id, t.service_key, t.service_key, 'PLN', t.amount, 'bench', t.run_id, 'Credit',
      now() - n * interval '1 second', now(), case when state = 'accepted' then now() end, case when state = 'accepted' then now() end, 0
    from (select t.*, row_number() over (order by t.id) as n from ledger.transfer t where t.kind = 'credit' and t.unit = 'PLN' limit $1) t
    cross join lateral (select case when n % 50000 = 0 then 'rejected' when n % 50000 = 1 then 'waiting-for-person' else 'accepted' end as state) s`,
    [rows],
  )
}
