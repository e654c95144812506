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

/** Whether an amount has more decimals than its currency. */
export function isTooFine(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(${column} * f.factor % ${sql.lit(columns.amountUnits)} <> 0, false)`
}

export function tooFine(field: string, flag: string): Fault {
  return { field, reason: 'too-many-decimals', when: sql.ref(`s.${flag}`), value: sql`null` }
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
