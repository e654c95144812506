import { sql } from 'kysely'
import { elementsAs, takeTurn } from '../network/index.ts'
import type { Json, Work } from '../platform/index.ts'

/** Everything that this context knows of one customer, for the customer; null if it knows none. */
export async function exportPerson(work: Work, customerKey: string): Promise<Json> {
  const { rows } = await sql<{ document: Json }>`
    with mine as (select id from subscribers.service where customer_id = (select id from subscribers.customer where key = ${customerKey}))
    select json_build_object(
      'customer', (select to_json(c) from (select key, kind, name, language, segment, responsible_name, created_at, erased_at) c),
      'contacts', coalesce((select json_agg(x order by x.channel, x.address) from (select channel, address, preferred from subscribers.contact where customer_id = customer.id) x), '[]'),
      'consents', coalesce((select json_agg(x order by x.granted_at) from (select purpose, channel, granted_at, withdrawn_at, source from subscribers.consent where customer_id = customer.id) x), '[]'),
      'services', coalesce((select json_agg(x order by x.key) from (
        select s.key, s.kind, e.key as element, s.area, s.region, s.remoteness, s.time_zone, s.payment, s.cycle_day, s.segment, s.login, s.since, s.until, s.currency
        from subscribers.service s left join ${elementsAs('e')} on e.id = s.element_id where s.customer_id = customer.id) x), '[]'),
      'terms', coalesce((select json_agg(x order by x.service, x.valid_from) from (
        select s.key as service, t.valid_from, t.plan, t.monthly_fee::text, t.fee_before_discount::text from subscribers.terms t join subscribers.service s on s.id = t.service_id where t.service_id in (select id from mine)) x), '[]'),
      'bills', coalesce((select json_agg(x order by x.service, x.period_from) from (
        select s.key as service, b.period_from, b.period_to, b.amount::text, b.key, b.seen_credit::text from subscribers.bill b join subscribers.service s on s.id = b.service_id where b.service_id in (select id from mine)) x), '[]'),
      'topUps', coalesce((select json_agg(x order by x.service, x.at) from (
        select s.key as service, t.at, t.amount::text from subscribers.top_up t join subscribers.service s on s.id = t.service_id where t.service_id in (select id from mine)) x), '[]'),
      'sessions', coalesce((select json_agg(x order by x.started_at) from (
        select n.id, n.login, n.nas, n.port, n.started_at, n.stopped_at, n.terminate_cause from subscribers.session n where n.service_id in (select id from mine)) x), '[]')
    ) as document
    from subscribers.customer where key = ${customerKey}`.execute(work.tx)
  const [row] = rows
  if (!row) return null
  work.audit('subscribers.export-person', await subjectOf(work, customerKey))
  return row.document
}

/**
 * Takes away who somebody is and leaves what happened: identifiers, amounts and times stay, so that money still adds up. The keys of
 * services are the operator's own and stay. Doing it again changes nothing. It takes a turn with the imports, so that none that was
 * checked before brings anything back. Returns how many rows of each sort were changed, or null if there is no such customer.
 */
export async function erasePerson(work: Work, customerKey: string): Promise<Json> {
  const { tx, now } = work
  await takeTurn(tx)
  const { rows } = await sql<{ id: bigint }>`
    update subscribers.customer set name = null, language = null, responsible_name = null, erased_at = coalesce(erased_at, ${now}), updated_at = ${now}
    where key = ${customerKey} returning id`.execute(tx)
  const [customer] = rows
  if (!customer) return null
  const contacts = await sql`delete from subscribers.contact where customer_id = ${customer.id}`.execute(tx)
  const consents =
    await sql`update subscribers.consent set withdrawn_at = ${now}, updated_at = ${now} where customer_id = ${customer.id} and withdrawn_at is null and granted_at <= ${now}`.execute(
      tx,
    )
  // Those that no service was found for, when they came, still hold the login.
  const unknown = await sql`
    delete from subscribers.session where service_id is null
      and login in (select login from subscribers.service where customer_id = ${customer.id} and login is not null)`.execute(
    tx,
  )
  const sessions = await sql`
    update subscribers.session set login = null, port = null
    where service_id in (select id from subscribers.service where customer_id = ${customer.id}) and (login is not null or port is not null)`.execute(
    tx,
  )
  const services =
    await sql`update subscribers.service set login = null, updated_at = ${now} where customer_id = ${customer.id} and login is not null`.execute(
      tx,
    )
  await work.emit('subscribers.person-erased', `customer:${customer.id}`, { customer: customer.id.toString() })
  work.audit('subscribers.erase-person', `customer:${customer.id}`)
  const count = ({ numAffectedRows }: { readonly numAffectedRows?: bigint }) => Number(numAffectedRows ?? 0n)
  return {
    contacts: count(contacts),
    consents: count(consents),
    services: count(services),
    sessions: count(sessions) + count(unknown),
  }
}

async function subjectOf({ tx }: Work, key: string): Promise<string> {
  const { rows } = await sql<{ id: bigint }>`select id from subscribers.customer where key = ${key}`.execute(tx)
  return `customer:${rows[0]?.id ?? ''}`
}
