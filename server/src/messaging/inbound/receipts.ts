import type { MessageChannel } from '@pulih/contracts'
import { afterEvent, type MessageEvent, type MessageState } from '@pulih/notices'
import { sql } from 'kysely'
import type { Work } from '../../platform/index.ts'
import type { Arrival } from '../adapters/index.ts'
import { reasonOf } from '../reason.ts'
import { stopAddress } from '../subscriptions/stops.ts'
import { fallBack } from '../sending/fall-back.ts'

export type Receipt = Extract<Arrival, { kind: 'receipt' }>

const events: Readonly<Record<Receipt['says'], MessageEvent>> = {
  sent: { kind: 'accepted' },
  delivered: { kind: 'delivered' },
  read: { kind: 'read' },
  undeliverable: { kind: 'undeliverable' },
}

/** Providers count anew some day, and another may come in their place: of older messages what they call them says nothing. */
const recentDays = 14

/**
 * Moves messages on by what their provider says of them; in any order, late, and more than once it comes to the same. Returns the receipts
 * of messages that nobody knows: they may have come before we noted what the provider calls theirs.
 */
export async function applyReceipts(
  work: Work,
  channel: MessageChannel,
  receipts: readonly Receipt[],
): Promise<readonly Receipt[]> {
  if (receipts.length === 0) return []
  const { tx, now } = work
  const { rows } = await sql<{ id: bigint; providerId: string | null; state: MessageState; address: string }>`
    select id, provider_id as "providerId", state, address from messaging.message
    where channel = ${channel} and provider_id = any(${receipts.map(({ providerId }) => providerId)}::text[])
        and coalesce(sent_at, updated_at) > ${now.subtract({ hours: 24 * recentDays })}
      or channel = ${channel} and id = any(${receipts.flatMap(({ providerId }) => ownId(providerId) ?? [])}::bigint[])
    order by id for update`.execute(tx)
  const newest = new Map(rows.map(({ id, providerId }) => [providerId, id]))
  const byTheirs = Map.groupBy(receipts, ({ providerId }) => providerId)
  const byOurs = Map.groupBy(receipts, ({ providerId }) => ownId(providerId))
  const moved = rows.map(({ id, providerId, state, address }) => {
    const theirs = providerId !== null && newest.get(providerId) === id ? (byTheirs.get(providerId) ?? []) : []
    const mine = [...theirs, ...(byOurs.get(String(id)) ?? [])].filter(receipt => isOf(receipt, address))
    const next = mine.reduce((at, { says }) => afterEvent(at, events[says]), state)
    // Providers often give no reason; a message that failed says one all the same.
    const otherwise = next === 'failed' ? 'the provider could not deliver it' : null
    return { id, before: state, next, reason: mine.findLast(({ reason }) => reason !== null)?.reason ?? otherwise }
  })
  const changed = moved.filter(({ before, next }) => before !== next)
  if (changed.length > 0)
    await sql`
      update messaging.message m set state = c.state, reason = c.reason, lease_until = null, updated_at = ${now},
        sent_at = coalesce(m.sent_at, case when c.state in ('sent', 'delivered', 'read') then ${now}::timestamptz end)
      from unnest(${changed.map(({ id }) => String(id))}::bigint[], ${changed.map(({ next }) => next)}::text[], ${changed.map(({ reason }) => (reason === null ? null : reasonOf(reason)))}::text[])
        as c (id, state, reason) where m.id = c.id`.execute(tx)
  await fallBack(
    work,
    changed.flatMap(({ id, next }) => (next === 'failed' ? [id] : [])),
  )
  const known = new Set(rows.flatMap(({ id, providerId }) => [providerId ?? '', String(id)]))
  return receipts.filter(({ providerId }) => !known.has(providerId) && !known.has(ownId(providerId) ?? ''))
}

/** What nobody vouches for is believed of whoever knows to whom the message went. */
function isOf({ onlyTo }: Receipt, address: string): boolean {
  return onlyTo === undefined || onlyTo.toLowerCase() === address.trim().toLowerCase()
}

/** Whoever got a message of ours, of which somebody shows that he has it, wants no more. */
export async function stopReaderOf(work: Work, channel: MessageChannel, key: string): Promise<void> {
  const { rows } = await sql<{ address: string }>`
    select address from messaging.message where channel = ${channel} and id = ${ownId(key)}::bigint and address <> ''`.execute(
    work.tx,
  )
  for (const { address } of rows) await stopAddress(work, { channel, address }, `message:${ownId(key)}`)
}

/** The id of a message in what may be our own key. */
function ownId(key: string): string | null {
  return /^<?pulih-(\d{1,18})(?:@|$)/.exec(key)?.[1] ?? null
}
