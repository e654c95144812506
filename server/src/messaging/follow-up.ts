import { sql, type RawBuilder } from 'kysely'
import { languages, type Language } from '@pulih/kernel'
import type { NoticeKind } from '@pulih/notices'
import { hitServices, storyOf } from '../outages/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'
import type { AudienceCount } from './audience.ts'
import { expiryOf } from './notice.ts'

/** A notice that goes on telling a story. */
export interface FollowUp {
  readonly notice: string
  readonly kind: NoticeKind
  readonly lane: number
  readonly outage: string
  /** What somebody in each language learns from it, as `contentOf` says. */
  readonly contents: Readonly<Record<Language, string>>
  /** Of an end: its moment, which may lie a little ahead. */
  readonly endedAt: Temporal.Instant
  readonly now: Temporal.Instant
}

/**
 * Writes a message for everybody who was told, or may have been told, how it began, by the same way: who heard of an outage hears of its
 * end, and nobody else does. An update goes only to those whom it tells something new and whose service does not work yet; an end only to
 * those whose services all work again and who were not told so since they last heard otherwise. Returns how many were added.
 */
export async function addFollowUps(
  tx: Tx,
  { notice, kind, lane, outage, contents, endedAt, now }: FollowUp,
): Promise<number> {
  await replaceWaiting(tx, { kind, outage, now })
  const { numAffectedRows } = await sql`
    insert into messaging.message (notice_id, customer_id, subscription_id, lane, channel, address, language, time_zone, drafted, content, not_before, expires_at, updated_at)
    select ${notice}::uuid, h.customer_id, h.subscription_id, ${lane}::smallint, h.channel, h.address, h.language, h.time_zone,
      h.is_drafted, ${contentIn(contents)}, ${now}::timestamptz, ${expiryOf(kind, now)}::timestamptz, ${now}::timestamptz
    from ${whoHears({ kind, outage, contents, endedAt, now })} h
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

type News = Pick<FollowUp, 'contents' | 'endedAt' | 'kind' | 'now' | 'outage'>

/** How many people would hear of it by which channel in which language, customers and those who asked apart. */
export async function countFollowUps(
  db: Db | Tx,
  news: News,
): Promise<readonly (AudienceCount & { readonly subscribed: boolean })[]> {
  const { rows } = await sql<AudienceCount & { subscribed: boolean }>`
    select h.channel, h.language, h.subscription_id is not null as subscribed, count(*)::int as people from ${whoHears(news)} h
    group by 1, 2, 3 order by people desc, 1, 2, 3`.execute(db)
  return rows
}

/** Relation `customer_id, subscription_id, channel, address, language, time_zone, is_drafted`: whom news of an outage concerns. */
function whoHears({ kind, outage, contents, endedAt, now }: News): RawBuilder<unknown> {
  const at = Temporal.Instant.compare(endedAt, now) > 0 ? endedAt : now
  return sql`(
    with heard as (
      select distinct on (m.customer_id, m.subscription_id) m.customer_id, m.subscription_id, m.channel, m.address, m.language, m.time_zone,
        m.content, n.kind
      from messaging.message m join messaging.notice n on n.id = m.notice_id
      where n.outage_id in ${storyOf(outage)} and n.kind <> 'credit'
        -- Who still waits to hear the beginning hears it as things stand then; who waits for more has heard it.
        and (m.perhaps_out or m.state in ('sending', 'doubtful', 'sent', 'delivered', 'read') or m.state = 'waiting' and n.kind not in ('first', 'planned'))
      order by m.customer_id, m.subscription_id, m.id desc)
    select h.*, coalesce(s.drafted, false) as is_drafted
    from heard h left join messaging.subscription s on s.id = h.subscription_id
    where (s.id is null or s.state = 'confirmed') and ${concerns(kind, outage, contents, at)})`
}

function concerns(
  kind: NoticeKind,
  outage: string,
  contents: FollowUp['contents'],
  now: Temporal.Instant,
): RawBuilder<unknown> {
  const isOut = sql`exists (
    select from ${servicesAs('v')} join ${hitServices} a on a.service_id = v.id
    where v.customer_id = h.customer_id and a.outage_id = ${outage} and (a.to_at is null or a.to_at > ${now}))`
  const goesOn = sql`exists (select from ${hitServices} a where a.outage_id = ${outage} and (a.to_at is null or a.to_at > ${now}))`
  if (kind === 'restored')
    return sql`h.kind <> 'restored' and case when h.customer_id is null then not ${goesOn} else not ${isOut} end`
  if (kind === 'retracted') return sql`h.kind <> 'retracted'`
  // That it is not over after all is news for whoever was told that it was.
  if (kind === 'reopened') return sql`h.kind = 'restored' and (h.customer_id is null or ${isOut})`
  return sql`(h.customer_id is null or ${isOut}) and h.content is distinct from ${contentIn(contents)}`
}

function contentIn(contents: FollowUp['contents']): RawBuilder<unknown> {
  const said = languages.map(language => sql`when ${language} then ${contents[language]}`)
  return sql`case h.language ${sql.join(said, sql` `)} end`
}

/** What was not said yet and is older news of the same kind is not said any more. */
async function replaceWaiting(tx: Tx, { kind, outage, now }: Pick<FollowUp, 'kind' | 'now' | 'outage'>): Promise<void> {
  const older = kind === 'update' ? ['update', 'etr'] : kind === 'etr' ? ['etr'] : []
  if (older.length === 0) return
  await sql`
    update messaging.message m set state = 'cancelled', reason = 'there is newer news', updated_at = ${now}
    from messaging.notice n
    where n.id = m.notice_id and n.outage_id = ${outage} and n.kind = any(${older}::text[]) and m.state = 'waiting'`.execute(
    tx,
  )
}

/** Whoever has not been told yet is not told any more. Returns how many. */
export async function cancelWaiting(
  tx: Tx,
  outageId: string,
  now: Temporal.Instant,
  kinds: readonly NoticeKind[] = ['first', 'planned', 'reminder', 'update', 'etr', 'restored', 'reopened'],
): Promise<number> {
  // What is in somebody's hands just now may come back to be tried again: then it is too late.
  await sql`
    update messaging.message m set expires_at = least(coalesce(m.expires_at, ${now}::timestamptz), ${now}::timestamptz)
    from messaging.notice n where n.id = m.notice_id and n.outage_id = ${outageId} and n.kind = any(${[...kinds]}::text[]) and m.state in ('sending', 'doubtful')`.execute(
    tx,
  )
  const { numAffectedRows } = await sql`
    update messaging.message m set state = 'cancelled', reason = ${untrue}, updated_at = ${now}
    from messaging.notice n where n.id = m.notice_id and n.outage_id = ${outageId} and n.kind = any(${[...kinds]}::text[]) and m.state = 'waiting'`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}

const untrue = 'it is not true any more'

/** What was cancelled of the beginning because it seemed to be over, and never went out, waits again. Returns how many. */
export async function reviveBeginnings(tx: Tx, outageId: string, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message m set state = 'waiting', reason = null, not_before = ${now}, expires_at = null, updated_at = ${now}
    from messaging.notice n where n.id = m.notice_id and n.outage_id = ${outageId} and n.kind in ('first', 'planned')
      and m.state = 'cancelled' and m.reason = ${untrue} and not coalesce(m.perhaps_out, false)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
