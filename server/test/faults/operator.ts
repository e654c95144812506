import { sql } from 'kysely'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { Db } from '../../src/platform/index.ts'

/** A small operator with some outages that are over. */
export interface SmallOperator {
  readonly services: readonly { readonly id: bigint; readonly key: string }[]
  readonly outages: readonly string[]
  /** Every month in which a billing period that was hit begins. */
  readonly months: readonly string[]
}

export async function smallOperator(db: Db, random: Random): Promise<SmallOperator> {
  // Now and then an outage lies across two billing periods.
  const across = random.chance(0.15)
  const wanted = Array.from({ length: 3 + random.below(10) }, (_, at) => ({
    key: `S${at + 1}`,
    fee: 1_000 + random.below(20_000),
    cycle: random.chance(0.3) ? 10 : 1,
    customer: random.chance(0.8) ? 'consumer' : 'business',
    kind: random.chance(0.8) ? 'internet' : 'voice',
  }))
  const { rows: services } = await sql<{ id: bigint; key: string }>`
    with w as (select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(key text, fee bigint, cycle smallint, customer text, kind text)),
    c as (insert into subscribers.customer (key, kind, created_at, updated_at) select key, customer, now(), now() from w returning id, key),
    s as (insert into subscribers.service (key, customer_id, kind, cycle_day, currency, updated_at)
      select key, c.id, w.kind, w.cycle, 'PLN', now() from w join c using (key) returning id, key),
    t as (insert into subscribers.terms (service_id, valid_from, monthly_fee) select s.id, '2020-01-01', w.fee from w join s using (key))
    select id, key from s order by id`.execute(db)
  const outages: string[] = []
  for (let left = 1 + random.below(3); left > 0; left--) {
    const day = across ? 8 : 12 + random.below(4)
    outages.push(
      await addOutage(
        db,
        random,
        day,
        services.map(({ id }) => id),
      ),
    )
  }
  return { services, outages, months: across ? ['2026-08', '2026-09'] : ['2026-09'] }
}

async function addOutage(db: Db, random: Random, day: number, services: readonly bigint[]): Promise<string> {
  const from = Temporal.Instant.from(`2026-09-${String(day).padStart(2, '0')}T06:00:00Z`).add({
    minutes: random.below(600),
  })
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', 'fibre-cut', 'total', 'major', false, ${from}, ${from.add({ minutes: 300 + random.below(5_000) })}, now(), 'staff:operations') returning id`.execute(
    db,
  )
  const id = rows[0]?.id ?? ''
  const hit = services.filter(() => random.chance(0.75))
  await sql`insert into outages.affected (outage_id, service_id, evidence, money) select ${id}, unnest(${hit.map(String)}::bigint[]), 'topology', true`.execute(
    db,
  )
  await sql`
    insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed)
    values (${id}, 1, now(), true, ${hit.length}, ${hit.length}, '{}', ${hit.length}, 0, 0)`.execute(db)
  return id
}

/** The facts change: another end, a service more or less, another price. */
export async function changeFacts(db: Db, random: Random, { services, outages }: SmallOperator): Promise<void> {
  const outage = random.pick(outages as [string, ...string[]])
  const service = random.pick(services as [SmallOperator['services'][number], ...SmallOperator['services']]).id
  const what = random.below(4)
  await db.transaction().execute(async tx => {
    if (what === 0)
      await sql`update outages.outage set restored_at = started_at + make_interval(mins => ${5 + random.below(6_000)}), revision = revision + 1 where id = ${outage}`.execute(
        tx,
      )
    else if (what === 1) {
      await sql`
        insert into outages.affected (outage_id, service_id, evidence, money) values (${outage}, ${service}, 'topology', true)
        on conflict (outage_id, service_id) do update set money = not affected.money`.execute(tx)
      await sql`update outages.outage set revision = revision + 1 where id = ${outage}`.execute(tx)
    } else if (what === 2)
      await sql`
        insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${service}, '2026-01-01', ${1_000 + random.below(20_000)})
        on conflict (service_id, valid_from) do update set monthly_fee = excluded.monthly_fee`.execute(tx)
    else
      await sql`update outages.affected set own_from = (select started_at + interval '30 minutes' from outages.outage where id = ${outage}) where outage_id = ${outage} and service_id = ${service}`.execute(
        tx,
      )
  })
}
