import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import {
  capContent,
  nextAlert,
  type AlertMessage,
  type Picture,
  type PublicAlert,
  type PublicOutage,
} from '@pulih/statuspage'
import { retractedAmong } from '../outages/index.ts'
import type { Db, Tx } from '../platform/index.ts'

/** How long the last word about an outage can be read: who asks once in a while must learn that it is over. */
const finalDays = 7

interface Sent extends AlertMessage {
  readonly outageId: string
  readonly outage: string
  readonly title: string
  readonly message: number
  readonly digest: string
  readonly final: boolean
  readonly shown: boolean
}

/**
 * Numbers what is to be sent as alerts: a message whenever what it would say differs from the last one, also to say that an outage is
 * over or was none. Everything is kept, so that a message refers to those that were there and to no others.
 */
export async function sendAlerts(
  db: Db | Tx,
  picture: Omit<Picture, 'alerts'>,
  now: Temporal.Instant,
): Promise<PublicAlert[]> {
  const since = now.subtract({ hours: finalDays * 24 })
  const open = new Map(picture.open.map(outage => [outage.id, outage]))
  const past = new Map(picture.past.filter(({ planned }) => !planned).map(outage => [outage.id, outage]))
  const ids = [
    ...open.keys(),
    ...[...past.values()].filter(outage => isOfLate(outage, since)).map(({ id }) => id),
  ].filter(id => !id.startsWith('history-'))
  // What was said to be over can turn out to have been none: whoever has the alert must learn that, too.
  const none = new Set(await retractedAmong(db, await endedAlerts(db)))
  const sent = Map.groupBy(await readSent(db, [...ids, ...none], since), ({ outageId }) => outageId)
  const alerts: PublicAlert[] = []
  for (const id of new Set([...ids, ...sent.keys()])) {
    const before = sent.get(id) ?? []
    const outage = open.get(id) ?? past.get(id) ?? null
    // What was over before anybody was told of it is nobody's alert.
    if (before.length === 0 && !open.has(id)) continue
    const messages = await goneOn(db, picture, { id, outage, before, now, isNone: none.has(id) })
    const last = messages.at(-1)
    if (last && (!last.final || Temporal.Instant.compare(Temporal.Instant.from(last.sentAt), since) >= 0))
      alerts.push({ outage: last.outage, title: last.title, messages: messages.map(messageOf) })
  }
  return alerts.toSorted((a, b) => ((a.messages.at(-1)?.sentAt ?? '') < (b.messages.at(-1)?.sentAt ?? '') ? 1 : -1))
}

const keptDays = 30

/** These are on the page. */
export async function noteShown(db: Db | Tx, alerts: readonly PublicAlert[]): Promise<void> {
  const identifiers = alerts.flatMap(({ messages }) => messages.map(({ identifier }) => identifier))
  await sql`update statuspage.alert set shown = true where not shown and identifier = any(${identifiers}::text[])`.execute(
    db,
  )
}

/** Whether there are alerts of which it was not noted that they were shown: then nobody knows whether somebody read them. */
export async function hasUnshown(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql`select from statuspage.alert where not shown limit 1`.execute(db)
  return rows.length > 0
}

/** Of what nobody reads any more nothing is kept. */
export async function forgetAlerts(db: Db | Tx, now: Temporal.Instant): Promise<void> {
  await sql`
    delete from statuspage.alert where outage_id in (
      select outage_id from statuspage.alert group by outage_id
      having bool_or(final) and max(sent_at) < ${now.subtract({ hours: keptDays * 24 })})`.execute(db)
}

function isOfLate({ restoredAt }: PublicOutage, since: Temporal.Instant): boolean {
  return restoredAt !== null && Temporal.Instant.compare(Temporal.Instant.from(restoredAt), since) >= 0
}

interface Case {
  readonly id: string
  /** Null: it is not told of any more. */
  readonly outage: PublicOutage | null
  readonly before: readonly Sent[]
  /** It was retracted. */
  readonly isNone: boolean
  readonly now: Temporal.Instant
}

async function goneOn(
  db: Db | Tx,
  { page }: Pick<Picture, 'page'>,
  { id, outage, before, now, isNone }: Case,
): Promise<readonly Sent[]> {
  const last = before.at(-1)
  if (outage === null && (last === undefined || (last.final && !isNone))) return before
  const digest = outage === null ? 'none' : digestOf(capContent(page, outage))
  if (last?.digest === digest) return before
  // One that nobody could read yet is replaced by what is true now.
  const kept = last && !last.shown ? before.slice(0, -1) : before
  if (kept.length < before.length)
    await sql`delete from statuspage.alert where outage_id = ${id} and message = ${last?.message ?? 0}`.execute(db)
  if (outage === null && kept.length === 0) return []
  const number = outage?.number ?? last?.outage ?? ''
  const place = (kept.at(-1)?.message ?? 0) + 1
  const kind = outage === null ? 'Cancel' : kept.length === 0 ? 'Alert' : 'Update'
  const message: Sent = {
    ...nextAlert(page, number, kind, place, now.toString({ fractionalSecondDigits: 3 })),
    outageId: id,
    outage: number,
    title: outage?.title ?? last?.title ?? number,
    message: place,
    digest,
    final: outage === null || (outage.restoredAt !== null && outage.status !== 'monitoring'),
    shown: false,
  }
  await sql`
    insert into statuspage.alert (outage_id, message, outage_number, title, kind, sender, identifier, sent, sent_at, digest, final)
    values (${id}, ${place}, ${number}, ${message.title}, ${kind}, ${message.sender}, ${message.identifier}, ${message.sent},
      ${message.sentAt}, ${digest}, ${message.final})`.execute(db)
  return [...kept, message]
}

/** Outages whose last word is that they are over, as long as that is kept. */
async function endedAlerts(db: Db | Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select distinct on (outage_id) outage_id as id, final, kind from statuspage.alert order by outage_id, message desc) last
    where final and kind <> 'Cancel'`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of these outages, of those whose last word is not spoken, and of those of which it was of late. */
async function readSent(db: Db | Tx, outages: readonly string[], since: Temporal.Instant): Promise<readonly Sent[]> {
  const { rows } = await sql<Omit<Sent, 'sentAt'> & { readonly sentAt: Temporal.Instant }>`
    with latest as (
      select distinct on (outage_id) outage_id, final, sent_at from statuspage.alert order by outage_id, message desc)
    select a.outage_id as "outageId", a.outage_number as outage, a.title, a.message, a.kind, a.sender, a.identifier, a.sent,
      a.sent_at as "sentAt", a.digest, a.final, a.shown
    from statuspage.alert a join latest l using (outage_id)
    where l.outage_id = any(${outages}::uuid[]) or not l.final or l.sent_at >= ${since}
    order by a.outage_id, a.message`.execute(db)
  return rows.map(row => ({ ...row, sentAt: row.sentAt.toString({ fractionalSecondDigits: 3 }) }))
}

function messageOf({ kind, sender, identifier, sent, sentAt }: Sent): AlertMessage {
  return { kind, sender, identifier, sent, sentAt }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
