import { sql } from 'kysely'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { Db, Tx } from '../../src/platform/index.ts'

/** A small operator with some outages that are over. */
export interface SmallOperator {
  readonly services: readonly { readonly id: bigint; readonly key: string }[]
  /** May become more. */
  readonly outages: readonly string[]
  /** Every month in which a billing period that was hit begins. */
  readonly months: readonly string[]
  add(outage: string): string
  /** The last step of any run when facts of an outage changed last. */
  readonly changed: ReadonlyMap<string, bigint>
  noteChanged(outages: readonly string[], step: bigint): void
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
    const from = Temporal.Instant.from(`2026-09-${String(day).padStart(2, '0')}T06:00:00Z`).add({
      minutes: random.below(600),
    })
    const hit = services.filter(() => random.chance(0.75)).map(({ id }) => id)
    outages.push(await addOutage(db, from, 300 + random.below(5_000), hit))
  }
  const changed = new Map<string, bigint>()
  return {
    services,
    outages,
    months: across ? ['2026-08', '2026-09'] : ['2026-09'],
    add(outage) {
      outages.push(outage)
      return outage
    },
    changed,
    noteChanged(which, step) {
      for (const outage of which) changed.set(outage, step)
    },
  }
}

/** An outage that is over, with the list of services that it hit. */
export async function addOutage(
  db: Db | Tx,
  from: Temporal.Instant,
  minutes: number,
  hit: readonly bigint[],
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', 'fibre-cut', 'total', 'major', false, ${from}, ${from.add({ minutes })}, now(), 'staff:operations') returning id`.execute(
    db,
  )
  const id = rows[0]?.id ?? ''
  await sql`insert into outages.affected (outage_id, service_id, evidence, money) select ${id}, unnest(${hit.map(String)}::bigint[]), 'topology', true`.execute(
    db,
  )
  await noteMatching(db, id)
  return id
}

/** Whatever changes the list of an outage, or its interval, is a working out of its services; frozen as soon as it is over. */
export async function noteMatching(db: Db | Tx, outage: string): Promise<void> {
  await sql`
    insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed)
    select o.id, o.revision, now(), o.status in ('restored', 'closed'), count(a.service_id), count(a.service_id) filter (where a.money), '{}', 0, 0, 0
    from outages.outage o left join outages.affected a on a.outage_id = o.id where o.id = ${outage} group by o.id`.execute(
    db,
  )
}
