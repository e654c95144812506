import { sql } from 'kysely'
import { harness, type Harness } from '../../../test/harness.ts'
import type { Db, Work } from '../../platform/index.ts'
import { ledgerContext, postTransfers, type KnownService, type Posted, type ServiceDirectory } from '../index.ts'
import type { TransferKind } from '@pulih/contracts'

/** Services S-1, S-2 … that are billed in złoty. */
const services: ServiceDirectory = {
  find(_, key): Promise<KnownService | null> {
    const [, number] = /^S-([1-9]\d{0,8})$/.exec(key) ?? []
    return Promise.resolve(number === undefined ? null : { id: BigInt(number), key, currency: 'PLN' })
  },
}

export function aLedger(): Promise<Harness> {
  return harness({ contexts: [ledgerContext(services)] })
}

export interface GrantRow {
  readonly service?: number
  readonly unit?: string
  readonly amount?: bigint
  readonly scheme?: string
  readonly basis?: string
  readonly revision?: number
  readonly corrects?: bigint | null
  readonly claimUntil?: string | null
  readonly expiresOn?: string | null
  readonly kind?: TransferKind
  readonly run?: string | null
  /** Of a correction: what it corrects was a gift. */
  readonly given?: boolean
}

/** Grants as a relation; what a test does not care about is a credit of 5.00 PLN. */
export function grants(rows: readonly GrantRow[]) {
  return sql`select * from ${sql`(values ${sql.join(
    rows.map(
      row => sql`(${row.service ?? 1}::bigint, ${`S-${row.service ?? 1}`}::text, ${row.unit ?? 'PLN'}::text, ${row.amount ?? 500n}::bigint,
        ${row.scheme ?? 'pl/pke-377-3'}::text, ${row.basis ?? 'period:2026-08-01'}::text, ${row.revision ?? 1}::integer, ${row.corrects ?? null}::bigint,
        ${row.claimUntil ?? null}::date, ${row.expiresOn ?? null}::date, ${row.kind ?? 'credit'}::text, ${row.run ?? null}::uuid, ${row.given ?? false}::boolean)`,
    ),
  )})`} as granted (service_id, service_key, unit, amount, scheme, basis, revision, corrects, claim_until, expires_on, kind, run_id, given)`
}

export function grant(work: Work, ...rows: readonly GrantRow[]): Promise<Posted> {
  return postTransfers(work, grants(rows))
}

/** So many credits to as many services, for one period. */
export function manyGrants(count: number, basis = 'period:2026-08-01') {
  return sql`select i as service_id, 'S-' || i as service_key, 'PLN' as unit, 100 + i % 900 as amount, 'pl/pke-377-3' as scheme,
    ${basis}::text as basis, 1 as revision, null as corrects, null as claim_until, null as expires_on, 'credit' as kind,
    '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10' as run_id from generate_series(1, ${count}::bigint) as i`
}

export interface MovementRow {
  readonly service?: number
  readonly unit?: string
  readonly amount: bigint
  readonly basis: string
}

/** Rows for `payOut` and `settle`. */
export function movements(rows: readonly MovementRow[]) {
  return sql`select * from (values ${sql.join(
    rows.map(
      row =>
        sql`(${row.service ?? 1}::bigint, ${`S-${row.service ?? 1}`}::text, ${row.unit ?? 'PLN'}::text, ${row.amount}::bigint, ${row.basis}::text, null::uuid)`,
    ),
  )}) as moved (service_id, service_key, unit, amount, basis, run_id)`
}

export async function count(db: Db, table: 'transfer' | 'entry' | 'page'): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(`ledger.${table}`)}`.execute(db)
  return Number(rows[0]?.n)
}
