import { sql } from 'kysely'
import { columns, rejectRepeated, upsert, type ImportKind, type Stage } from '../../network/index.ts'
import { given, ifTooFine, minor, minorUnits, tooFine, unknownService } from './resolve.ts'
import { writeTerms } from './write-terms.ts'

const { amount, day, key, text } = columns

/** Plans and prices with the day from which they hold. */
export const importTerms: ImportKind = {
  name: 'terms',
  tables: ['subscribers.terms'],
  columns: () => [
    key('service', { required: true }),
    day('valid_from', { required: true }),
    text('plan'),
    amount('monthly_fee', { required: true }),
    amount('fee_before_discount'),
  ],

  async check(stage) {
    const plan = given(stage, 'plan', 'text')
    const before = given(stage, 'fee_before_discount', 'bigint')
    const fee = sql`s.monthly_fee`
    await stage.replace(sql`
      select s.row, s.service, v.id as service_id, v.since, s.valid_from, ${plan} as plan, ${minor(fee)} as monthly_fee, ${minor(before)} as fee_before_discount,
        ${ifTooFine(fee)} as fee_too_fine, ${ifTooFine(before)} as before_too_fine
      from ${stage.table} s left join subscribers.service v on v.key = s.service left join ${await minorUnits(stage.tx)} on f.currency = v.currency`)
    await stage.rejectWhere([
      unknownService,
      tooFine('monthly_fee', 'fee_too_fine'),
      tooFine('fee_before_discount', 'before_too_fine'),
    ])
    await rejectRepeated(stage, 'service', ['service_id', 'valid_from'], 'service')
  },

  async apply(stage) {
    const known = await countTerms(stage)
    const written = await writeTerms(
      stage,
      sql`select service_id, valid_from, plan, monthly_fee, fee_before_discount, since from ${stage.table}`,
    )
    const added = (await countTerms(stage)) - known
    return { added, changed: written - added }
  },
}

/** Bills by the first day of their period. */
export const importBills: ImportKind = {
  name: 'bills',
  tables: ['subscribers.bill'],
  columns: () => [
    key('service', { required: true }),
    day('from', { aliases: ['period_from'], required: true }),
    day('to', { aliases: ['period_to'], required: true }),
    amount('amount', { required: true }),
    key('key', { aliases: ['bill'] }),
    amount('seen_credit'),
  ],

  async check(stage) {
    const seen = given(stage, 'seen_credit', 'bigint')
    const amount = sql`s.amount`
    await stage.replace(sql`
      select s.row, s.service, v.id as service_id, s.from as period_from, s.to as period_to, ${minor(amount)} as amount,
        ${ifTooFine(amount)} as amount_too_fine, ${minor(seen)} as seen_credit, ${ifTooFine(seen)} as seen_too_fine, ${given(stage, 'key', 'text')} as key
      from ${stage.table} s left join subscribers.service v on v.key = s.service left join ${await minorUnits(stage.tx)} on f.currency = v.currency`)
    await stage.rejectWhere([
      unknownService,
      { field: 'to', reason: 'ends-before-start', when: sql`s.period_to <= s.period_from`, value: sql`s.period_to` },
      tooFine('amount', 'amount_too_fine'),
      tooFine('seen_credit', 'seen_too_fine'),
    ])
    await rejectRepeated(stage, 'from', ['service_id', 'period_from'], 'service')
  },

  apply(stage) {
    const own = [
      ...(stage.columns.has('key') ? ['key'] : []),
      ...(stage.columns.has('seen_credit') ? ['seen_credit'] : []),
    ]
    return upsert(stage, {
      table: 'subscribers.bill',
      from: sql`select service_id, period_from, period_to, amount, key, seen_credit from ${stage.table}`,
      key: ['service_id', 'period_from'],
      columns: ['period_to', 'amount', ...own],
    })
  },
}

/**
 * Money that prepaid customers loaded. A top-up without a key is known by service, day and amount, and by the how-manieth it is of these
 * in its file, so that the same file twice is the same top-ups and two equal ones in one file are two.
 */
export const importTopUps: ImportKind = {
  name: 'top-ups',
  tables: ['subscribers.top_up'],
  columns: () => [
    key('service', { required: true }),
    day('on', { aliases: ['at'], required: true }),
    amount('amount', { required: true }),
    key('key'),
  ],

  async check(stage) {
    await stage.replace(sql`
      select s.row, s.service, v.id as service_id, s.on as at, ${minor(sql`s.amount`)} as amount, ${ifTooFine(sql`s.amount`)} as amount_too_fine,
        coalesce(${given(stage, 'key', 'text')}, concat_ws(' ', s.service, s.on, s.amount::text, row_number() over (partition by s.service, s.on, s.amount order by s.row))) as key
      from ${stage.table} s left join subscribers.service v on v.key = s.service left join ${await minorUnits(stage.tx)} on f.currency = v.currency`)
    await stage.rejectWhere([unknownService, tooFine('amount', 'amount_too_fine')])
    await rejectRepeated(stage, 'key', ['key'], 'key')
  },

  apply: stage =>
    upsert(stage, {
      table: 'subscribers.top_up',
      from: sql`select key, service_id, at, amount from ${stage.table}`,
      key: ['key'],
      columns: ['service_id', 'at', 'amount'],
    }),
}

async function countTerms({ tx, table }: Stage): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from ${table} s join subscribers.terms t on t.service_id = s.service_id and t.valid_from = s.valid_from`.execute(
    tx,
  )
  return Number(rows[0]?.count ?? 0n)
}
