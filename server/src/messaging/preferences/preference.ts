import type { AskedChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Db, Tx, Work } from '../../platform/index.ts'

/** How a customer wants to be told, as far as he said so. */
export interface Preference {
  /** In the order in which they are tried; null: as the operator does it. */
  readonly channels: readonly AskedChannel[] | null
  readonly language: Language | null
  /** Local times, `HH:MM`; the same twice is never. */
  readonly quiet: { readonly from: string; readonly to: string } | null
  readonly timeZone: string | null
}

export interface KeptPreference extends Preference {
  /** 0: he never said anything. */
  readonly revision: number
}

interface Row extends Omit<KeptPreference, 'quiet'> {
  readonly quietFrom: string | null
  readonly quietTo: string | null
}

const none: KeptPreference = { channels: null, language: null, quiet: null, timeZone: null, revision: 0 }

export async function preferenceOf(db: Db | Tx, customerId: bigint): Promise<KeptPreference> {
  const { rows } = await sql<Row>`
    select channels, language, to_char(quiet_from, 'HH24:MI') as "quietFrom", to_char(quiet_to, 'HH24:MI') as "quietTo",
      time_zone as "timeZone", revision
    from messaging.preference where customer_id = ${customerId}`.execute(db)
  const [row] = rows
  if (!row) return none
  const { quietFrom, quietTo, ...rest } = row
  return { ...rest, quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo } }
}

/** The same, held until the transaction ends; also where he never said anything, so that two who say it first take turns. */
export async function lockPreference({ tx, now }: Work, customerId: bigint): Promise<KeptPreference> {
  await sql`
    insert into messaging.preference (customer_id, updated_at, revision) values (${customerId}, ${now}, 0) on conflict do nothing`.execute(
    tx,
  )
  await sql`select from messaging.preference where customer_id = ${customerId} for update`.execute(tx)
  return preferenceOf(tx, customerId)
}

export async function savePreference(
  work: Work,
  customerId: bigint,
  { channels, language, quiet, timeZone }: Preference,
): Promise<void> {
  const { tx, now } = work
  await sql`
    update messaging.preference set channels = ${channels === null ? null : [...channels]}::text[], language = ${language},
      quiet_from = ${quiet?.from ?? null}::time, quiet_to = ${quiet?.to ?? null}::time, time_zone = ${timeZone},
      updated_at = ${now}, revision = revision + 1
    where customer_id = ${customerId}`.execute(tx)
  work.audit('messaging.preferences-changed', `customer:${customerId}`)
}
