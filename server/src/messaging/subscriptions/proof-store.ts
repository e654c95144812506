import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import type { Place } from './subscription.ts'

/** What is asked for, until somebody shows that the address is his. */
export interface Proof {
  readonly id: string
  /** Whose contact it becomes; null: it becomes a subscription to `place`. */
  readonly customerId: bigint | null
  readonly place: Place | null
  readonly channel: MessageChannel
  /** Null: the chat from which the answer comes. */
  readonly address: string | null
  readonly language: Language
  readonly timeZone: string
  readonly askedAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

type Row = Omit<Proof, 'place'> & { readonly scope: Place['scope'] | null; readonly key: string | null }

const columns = sql`p.id, p.customer_id as "customerId", p.scope, p.scope_key as key, p.channel, p.address, p.language, p.time_zone as "timeZone",
  p.asked_at as "askedAt", p.expires_at as "expiresAt"`

export async function insertProof(tx: Tx, proof: Proof): Promise<void> {
  const { id, customerId, place, channel, address, language, timeZone, askedAt, expiresAt } = proof
  await sql`
    insert into messaging.proof (id, customer_id, scope, scope_key, channel, address, language, time_zone, asked_at, expires_at)
    values (${id}, ${customerId}, ${place?.scope ?? null}, ${place?.key ?? null}, ${channel}, ${address}, ${language}, ${timeZone}, ${askedAt}, ${expiresAt})`.execute(
    tx,
  )
}

const mostTries = 5

/** Spends one of the tries of a code. Null where none is left, or it is too late, or there never was such a one. */
export async function spendTry(tx: Tx, id: string, now: Temporal.Instant): Promise<Proof | null> {
  const { rows } = await sql<Row>`
    update messaging.proof p set tries = tries + 1 where p.id = ${id} and p.tries < ${mostTries} and p.expires_at > ${now}
    returning ${columns}`.execute(tx)
  return toProof(rows[0])
}

/** Takes it away; null where somebody was faster, where it is too late, or where it has to be answered in another way. */
export async function takeProof(tx: Tx, id: string, isFromChat: boolean, now: Temporal.Instant): Promise<Proof | null> {
  const { rows } = await sql<Row>`
    delete from messaging.proof p where p.id = ${id} and p.expires_at > ${now} and (p.address is null) = ${isFromChat}
    returning ${columns}`.execute(tx)
  return toProof(rows[0])
}

export async function forgetLateProofs(tx: Tx, now: Temporal.Instant): Promise<void> {
  await sql`delete from messaging.proof where expires_at <= ${now}`.execute(tx)
}

function toProof(row: Row | undefined): Proof | null {
  if (!row) return null
  const { scope, key, ...rest } = row
  return { ...rest, place: scope === null ? null : { scope, key } }
}
