import { payments, remotenesses, serviceKinds, subscriberTypes } from '@pulih/engine'
import { sql, type RawBuilder } from 'kysely'
import {
  columns as read,
  elementsAs,
  holdShape,
  rejectRepeated,
  upsert,
  type ImportKind,
  type Stage,
} from '../../network/index.ts'
import { given, hadLogin, ifTooFine, minor, minorUnits, tooFine } from './resolve.ts'
import { writeTerms } from './write-terms.ts'

const { amount, currency, day, key, text, whole, word, zone } = read

/** Columns that are taken as they are, if the file has them. */
const plain = ['region', 'remoteness', 'time_zone', 'segment', 'login', 'since', 'until'] as const

/** Services with the terms that are in force. `customer` is what kind of customer it is, `customer_id` who. */
export const importServices: ImportKind = {
  name: 'services',
  tables: ['subscribers.customer', 'subscribers.service', 'subscribers.terms'],
  columns: () => [
    key('service', { required: true }),
    key('customer_id', { aliases: ['customer_key'] }),
    word('customer', subscriberTypes),
    key('element'),
    key('area'),
    word('kind', serviceKinds, { required: true }),
    word('payment', payments),
    whole('cycle_day', 1, 28),
    key('region'),
    word('remoteness', remotenesses),
    zone('time_zone'),
    key('segment'),
    text('login', { personal: true }),
    day('since'),
    day('until'),
    currency('currency'),
    text('plan'),
    amount('monthly_fee'),
    amount('fee_before_discount'),
    day('valid_from'),
  ],

  async check(stage) {
    await rejectRepeated(stage, 'service', ['service'], 'service')
    await resolve(stage, await minorUnits(stage.tx, [stage.options.currency, ...(await currenciesIn(stage))]))
    await stage.rejectWhere([
      {
        field: 'element',
        reason: 'unknown-element',
        when: sql`s.element is not null and s.element_id is null`,
        value: sql`s.element`,
      },
      { field: 'element', reason: 'retired-element', when: sql`s.retired`, value: sql`s.element` },
      {
        field: 'element',
        reason: 'no-place',
        when: sql`s.element is null and s.area is null and s.service_id is null`,
        value: sql`null`,
      },
      {
        field: 'customer_id',
        reason: 'unknown-customer',
        when: sql`s.customer_key is not null and s.customer_id is null`,
        value: sql`s.customer_key`,
      },
      { field: 'currency', reason: 'no-currency', when: sql`s.currency is null`, value: sql`null` },
      {
        field: 'until',
        reason: 'ends-before-start',
        when: sql`coalesce(s.until < s.since, false)`,
        value: sql`s.until`,
      },
      tooFine('monthly_fee', 'fee_too_fine'),
      tooFine('fee_before_discount', 'before_too_fine'),
    ])
  },

  async apply(stage, work) {
    const { tx, table } = stage
    await holdShape(tx)
    await addOwnCustomers(stage, work.now)
    const moved = stage.columns.has('element')
    const own = plain.filter(name => stage.columns.has(name))
    const optional = ['payment', 'cycle_day'].filter(name => stage.columns.has(name))
    const services = await upsert(stage, {
      table: 'subscribers.service',
      from: sql`
        select s.key, s.kind, s.currency, s.customer_id, s.area, ${moved ? sql`s.element_id, e.position,` : sql``}
          ${sql.join([sql`case when s.customer_id not in (select id from subscribers.customer where erased_at is not null) then s.login end as login`, ...[...own.filter(name => name !== 'login'), ...optional].map(name => sql.ref(`s.${name}`))])}
        from ${table} s left join ${elementsAs('e')} on e.id = s.element_id`,
      key: ['key'],
      columns: [
        'kind',
        'currency',
        'customer_id',
        'area',
        ...(moved ? ['element_id', 'position'] : []),
        ...own,
        ...optional,
      ],
      stamps: { updated_at: work.now },
    })
    const terms = await writeTerms(
      stage,
      sql`select v.id as service_id, s.valid_from, s.plan, s.monthly_fee, s.fee_before_discount, v.since
        from ${table} s join subscribers.service v on v.key = s.key where s.monthly_fee is not null`,
    )
    if (stage.columns.has('login')) await adoptSessions(stage)
    // A service and its terms are one row of the file; rows of which only the price is new count as changed.
    return { added: services.added, changed: services.changed + Math.max(0, terms - services.added - services.changed) }
  },
}

/** Keys become ids, and what the file leaves open is what the service has. */
async function resolve(stage: Stage, factors: RawBuilder<unknown>): Promise<void> {
  const currency = sql`coalesce(${given(stage, 'currency', 'text')}, v.currency, ${stage.options.currency}::text)`
  const text = (name: string) => given(stage, name, 'text')
  const fee = given(stage, 'monthly_fee', 'bigint')
  const before = given(stage, 'fee_before_discount', 'bigint')
  await stage.replace(sql`
    select s.row, s.service as key, v.id as service_id, ${text('customer_id')} as customer_key, ${text('customer')} as customer_kind,
      coalesce(c.id, v.customer_id) as customer_id, ${text('element')} as element, e.id as element_id, e.retired_at is not null as retired,
      coalesce(${text('area')}, e.area, v.area) as area, s.kind, coalesce(${text('payment')}, v.payment, 'postpaid') as payment,
      coalesce(${given(stage, 'cycle_day', 'integer')}, v.cycle_day, 1) as cycle_day, ${text('region')} as region, ${text('remoteness')} as remoteness,
      ${text('time_zone')} as time_zone, ${text('segment')} as segment, ${text('login')} as login, ${given(stage, 'since', 'date')} as since,
      ${given(stage, 'until', 'date')} as until, ${currency} as currency,
      ${text('plan')} as plan, ${minor(fee)} as monthly_fee, ${ifTooFine(fee)} as fee_too_fine,
      ${minor(before)} as fee_before_discount, ${ifTooFine(before)} as before_too_fine,
      ${given(stage, 'valid_from', 'date')} as valid_from
    from ${stage.table} s left join subscribers.service v on v.key = s.service
    left join subscribers.customer c on c.key = ${text('customer_id')}
    left join ${elementsAs('e')} on e.key = ${text('element')}
    left join ${factors} on f.currency = ${currency}`)
}

async function currenciesIn({ tx, table, columns }: Stage): Promise<(string | null)[]> {
  if (!columns.has('currency')) return []
  const { rows } = await sql<{ currency: string | null }>`select distinct currency from ${table}`.execute(tx)
  return rows.map(row => row.currency)
}

/** A service whose customer is not named has a customer of its own, with its key. */
async function addOwnCustomers({ tx, table }: Stage, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into subscribers.customer (key, kind, created_at, updated_at)
    select s.key, coalesce(s.customer_kind, 'consumer'), ${now}, ${now} from ${table} s
    where s.customer_id is null and not exists (select from subscribers.customer c where c.key = s.key) order by s.row`.execute(
    tx,
  )
  await sql`update ${table} s set customer_id = c.id from subscribers.customer c where s.customer_id is null and c.key = s.key`.execute(
    tx,
  )
  await sql`
    update subscribers.customer c set kind = s.customer_kind, updated_at = ${now} from ${table} s
    where s.customer_key is null and c.id = s.customer_id and c.key = s.key and c.kind <> s.customer_kind`.execute(tx)
}

/** Sessions that came before their service: a login belongs to the service that had it on that day; of several, to the oldest. */
async function adoptSessions({ tx, table }: Stage): Promise<void> {
  const { rows } = await sql`select from subscribers.session where service_id is null limit 1`.execute(tx)
  if (rows.length === 0) return
  await sql`
    update subscribers.session n set service_id = found.service_id from (
      select distinct on (w.id) w.id, v.id as service_id from ${table} s join subscribers.service v on v.key = s.key
      join subscribers.session w on w.service_id is null and w.login = v.login and ${hadLogin(sql`w.started_at`)}
      order by w.id, v.id
    ) found where n.id = found.id`.execute(tx)
}
