import { sql, type RawBuilder } from 'kysely'
import { elementsAs, inArea, type FailedRange } from '../network/index.ts'
import { dialledAddress, waysToWrite } from './telephones.ts'

/** What other contexts may join with, as SQL: millions of services are matched inside the database and never travel. */
type Fragment = RawBuilder<unknown>

/** Services with a name of the caller's: `id, key, customer_id, kind, element_id, position, area, segment, since, until …`. */
export function servicesAs(name: string): Fragment {
  return sql`subscribers.service as ${sql.ref(name)}`
}

export function sessionsAs(name: string): Fragment {
  return sql`subscribers.session as ${sql.ref(name)}`
}

/** Until when sessions are known at all, as a query of one value. */
export const sessionHorizon: Fragment = sql`select seen_until from subscribers.session_horizon`

/** Whether the service is one on a day: begun, and not ended before it. */
export function servedOn(service: string, day: Fragment): Fragment {
  const of = (column: string) => sql.ref(`${service}.${column}`)
  return sql`(${of('since')} is null or ${of('since')} <= ${day}) and (${of('until')} is null or ${of('until')} >= ${day})`
}

/**
 * The beginning of a service's first day, and the end of its last, where it is, or else in a zone of the caller's; null: as far as is
 * known always.
 */
export function servedTimes(service: string, timeZone: string): { readonly began: Fragment; readonly ended: Fragment } {
  const of = (column: string) => sql.ref(`${service}.${column}`)
  const zone = sql`coalesce(${of('time_zone')}, ${timeZone}::text)`
  return {
    began: sql`(${of('since')}::timestamp at time zone ${zone})`,
    ended: sql`((${of('until')} + 1)::timestamp at time zone ${zone})`,
  }
}

/** Relation `service_id, evidence, element`: services in ranges that do not overlap, such as those of `failedRanges`. */
export function servicesInRanges(ranges: readonly FailedRange[], day: string): Fragment {
  return sql`(
    select s.id as service_id, r.evidence, r.element from ${rangesAs(ranges, 'r')}
    join subscribers.service s on s.position between r.first and r.last where ${servedOn('s', sql`${day}::date`)})`
}

export function rangesAs(ranges: readonly FailedRange[], name: string): Fragment {
  return sql`unnest(${ranges.map(range => range.from)}::integer[], ${ranges.map(range => range.to)}::integer[],
    ${ranges.map(range => range.evidence)}::text[], ${ranges.map(range => range.element.toString())}::bigint[]) as ${sql.ref(name)} (first, last, evidence, element)`
}

/** Whether a column holds one of the areas or something within them. */
export function inAreas(column: Fragment, areas: readonly string[]): Fragment {
  return areas.length === 0
    ? sql`false`
    : sql`(${sql.join(
        areas.map(area => inArea(column, area)),
        sql` or `,
      )})`
}

/** Relation `service_id`: services in areas; `32` covers `32.73`, `*` everything. */
export function servicesInAreas(areas: readonly string[], day: string): Fragment {
  return sql`(select s.id as service_id from subscribers.service s where ${inAreas(sql`s.area`, areas)} and ${servedOn('s', sql`${day}::date`)})`
}

/** Relation `service_id`: services that hang on these very elements, such as those of `elementsInPolygon`. */
export function servicesAtElements(elements: readonly bigint[], day: string): Fragment {
  // By position, because there is an index on it and each element has its own.
  return sql`(
    select s.id as service_id from ${elementsAs('e')} join subscribers.service s on s.position = e.position
    where e.id = any(${elements.map(String)}::bigint[]) and ${servedOn('s', sql`${day}::date`)})`
}

/** Relation with what rules ask of a service: `service_id, service_key, customer_id, kind, customer, payment …`. */
export const assessableServices: Fragment = sql`(
  select v.id as service_id, v.key as service_key, v.customer_id, v.kind, c.kind as customer, v.payment, v.cycle_day, v.currency::text as currency, v.time_zone, v.region, v.remoteness,
    v.area, coalesce(v.segment, c.segment) as segment
  from subscribers.service v join subscribers.customer c on c.id = v.customer_id)`

/** Relation `id, key`: the services of one customer, erased or not. */
export function servicesOfCustomer(customer: string): Fragment {
  return sql`(
    select v.id, v.key from subscribers.service v join subscribers.customer c on c.id = v.customer_id where c.key = ${customer})`
}

/** Relation `id, key, customer_id, cycle_day, currency`. */
export const serviceKeys: Fragment = sql`(select id, key, customer_id, cycle_day, currency::text as currency from subscribers.service)`

/**
 * Relation `service_id, valid_from, valid_to, plan, monthly_fee, fee_before_discount`: the whole history, half open. The first terms also
 * stand for the days before them, of which nothing else is known. Neighbours are looked up, so that few services cost little.
 */
export const terms: Fragment = sql`(
  select t.service_id, t.plan, t.monthly_fee, t.fee_before_discount,
    case when exists (select from subscribers.terms e where e.service_id = t.service_id and e.valid_from < t.valid_from)
      then t.valid_from else '-infinity'::date end as valid_from,
    coalesce((select min(n.valid_from) from subscribers.terms n where n.service_id = t.service_id and n.valid_from > t.valid_from), 'infinity'::date) as valid_to
  from subscribers.terms t)`

/** The terms of one service on a day, to be joined laterally: the last that began by then, else the first that there are. */
export function termsFor(service: Fragment, day: Fragment): Fragment {
  return sql`lateral (
    select t.monthly_fee, t.fee_before_discount from subscribers.terms t where t.service_id = ${service}
    order by t.valid_from <= ${day} desc, case when t.valid_from <= ${day} then t.valid_from end desc, t.valid_from limit 1)`
}

/** Relation `service_id, valid_from, plan, monthly_fee, fee_before_discount`: the terms in force on a day, none for days before the first. */
export function termsOn(day: Fragment): Fragment {
  return sql`(
    select distinct on (service_id) service_id, valid_from, plan, monthly_fee, fee_before_discount from subscribers.terms
    where valid_from <= ${day} order by service_id, valid_from desc)`
}

/** The amounts of the up to three bills of the three months before a period, the newest first: bigint[]. */
export function billsBefore(service: Fragment, periodFrom: Fragment): Fragment {
  return sql`array(
    select b.amount from subscribers.bill b
    where b.service_id = ${service} and b.period_to <= ${periodFrom} and b.period_from >= ${periodFrom} - interval '3 months'
    order by b.period_from desc limit 3)`
}

/** What was loaded in the three months before a period. */
export function topUpsBefore(service: Fragment, periodFrom: Fragment): Fragment {
  return sql`(
    select coalesce(sum(t.amount), 0)::bigint from subscribers.top_up t
    where t.service_id = ${service} and t.at < ${periodFrom} and t.at >= ${periodFrom} - interval '3 months')`
}

/** Relation `customer_id, address`: where letters reach a customer who has not been erased. */
export const letterAddresses: Fragment = sql`(select customer_id, address from subscribers.contact where channel = 'letter')`

/** Relation `id, kind, language, segment`: customers who have not been erased. */
export const reachableCustomers: Fragment = sql`(select id, kind, language, segment from subscribers.customer where erased_at is null)`

/**
 * Relation `id, customer_id, channel, address, preferred`: where messages reach them, telephone numbers as they are dialled from everywhere. What somebody no longer wants for a purpose is left out: of several consents the last that was given counts, and none is no refusal.
 */
export function contactsFor(purpose: string): Fragment {
  return sql`(
    select c.id, c.customer_id, c.channel, ${dialledAddress(sql`c.channel`, sql`c.address`)} as address, c.preferred
    from subscribers.contact c
    where not ${isRefused(sql`c.customer_id`, sql`c.channel`, purpose)})`
}

/**
 * Relation `id`: the contacts at addresses (`channel, address`) as messages are compared: e-mail in lower case, of a number that is dialled from
 * everywhere its digits. They are looked up, because to make a million contacts comparable takes seconds.
 */
export function contactsAt(addresses: Fragment): Fragment {
  const typed = sql`subscribers.contact_as_typed(t.channel, t.address)`
  return sql`(
    select t.id from ${addresses} a join subscribers.contact t on t.channel = 'email' and t.channel in ('email', 'sms', 'phone') and ${typed} = a.address
    where a.channel = 'email'
    union all
    select t.id from ${addresses} a cross join unnest(${waysToWrite(sql`a.address`)}) as w (digits)
    join subscribers.contact t on t.channel = 'sms' and t.channel in ('email', 'sms', 'phone') and ${typed} = w.digits
    where a.channel = 'sms'
    union all
    select t.id from ${addresses} a cross join unnest(${waysToWrite(sql`a.address`)}) as w (digits)
    join subscribers.contact t on t.channel = a.channel and t.channel in ('whatsapp', 'telegram') and ${typed} = w.digits
    where a.channel in ('whatsapp', 'telegram')
    union all
    select t.id from ${addresses} a join subscribers.contact t on t.channel = 'push' and t.address = a.address where a.channel = 'push')`
}

/** Customers with a name of the caller's: `id, key, kind, name, language, segment, erased_at`. */
export function customersAs(name: string): Fragment {
  return sql`subscribers.customer as ${sql.ref(name)}`
}

/** The number under which a customer is telephoned, else one that takes messages; null: there is none. */
export function phoneOf(customer: Fragment): Fragment {
  return sql`(
    select ${dialledAddress(sql`t.channel`, sql`t.address`)} from subscribers.contact t where t.customer_id = ${customer} and t.channel in ('phone', 'sms', 'whatsapp')
    order by t.channel <> 'phone', t.preferred desc, t.id limit 1)`
}

/** Whether a customer no longer wants a channel for a purpose: of several consents the last that was given counts, and none is no refusal. */
export function isRefused(customer: Fragment, channel: Fragment, purpose: string): Fragment {
  return sql`exists (
    select from subscribers.consent n
    where n.customer_id = ${customer} and n.purpose = ${purpose} and n.channel = ${channel} and n.withdrawn_at is not null
      and not exists (
        select from subscribers.consent o
        where o.customer_id = n.customer_id and o.purpose = n.purpose and o.channel = n.channel and o.granted_at > n.granted_at))`
}
