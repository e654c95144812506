import { currencyDigits, noCurrency } from '@pulih/kernel'
import { sql, type RawBuilder } from 'kysely'
import { columns, type Fault, type Stage } from '../../network/index.ts'
import type { Tx } from '../../platform/index.ts'

/** A column of the stage, or nothing of its type where the file does not have it. */
export function given(stage: Stage, name: string, type: string): RawBuilder<unknown> {
  return stage.columns.has(name) ? sql.ref(`s.${name}`) : sql`null::${sql.raw(type)}`
}

/** Relation `currency, factor`: what a decimal is multiplied by to give minor units. The digits of a currency are the kernel's knowledge. */
export async function minorUnits(tx: Tx, currencies: readonly (string | null)[] = []): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ currency: string }>`select distinct currency from subscribers.service`.execute(tx)
  // `values` wants one row at least, also before there is any service.
  const all = new Set([...rows.map(row => row.currency), ...currencies.filter(each => each !== null), noCurrency])
  return sql`(values ${sql.join([...all].map(each => sql`(${each}::text, ${10 ** currencyDigits(each)}::integer)`))}) as f (currency, factor)`
}

/** An amount of the stage in minor units, once it is known that it has no more decimals than its currency. */
export function minor(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${column} * f.factor / ${sql.lit(columns.amountUnits)}`
}

/** An amount as it was written if it has more decimals than its currency, otherwise null. */
export function ifTooFine(column: RawBuilder<unknown>): RawBuilder<unknown> {
  const units = sql.lit(columns.amountUnits)
  return sql`case when ${column} * f.factor % ${units} <> 0 then trim_scale(${column}::numeric / ${units})::text end`
}

/** Minor units no longer say what was written, so that it is kept in a column of its own. */
export function tooFine(field: string, written: string): Fault {
  const value = sql.ref(`s.${written}`)
  return { field, reason: 'too-many-decimals', when: sql`${value} is not null`, value }
}

/** Whether a service `v` was one when a session with its login began; a day more, because days begin at different instants. */
export function hadLogin(startedAt: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`coalesce(v.since <= ${startedAt}::date + 1, true) and coalesce(v.until >= ${startedAt}::date - 1, true)`
}

export const unknownService: Fault = {
  field: 'service',
  reason: 'unknown-service',
  when: sql`s.service_id is null`,
  value: sql`s.service`,
}

export const unusableCustomer: readonly Fault[] = [
  { field: 'customer', reason: 'unknown-customer', when: sql`s.customer_id is null`, value: sql`s.customer` },
  { field: 'customer', reason: 'erased-customer', when: sql`s.erased`, value: sql`s.customer` },
]
