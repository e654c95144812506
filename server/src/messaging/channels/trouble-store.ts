import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { storable } from '../inbound/storable.ts'
import { restUntil } from './channel-store.ts'

/** The first rest after it began, and the longest. */
const leastRestSeconds = 1
const longestRestSeconds = 300

/** What hand-overs tell of the way that they took. */
export interface Sign {
  /** Whoever is there answered, with whatever. */
  readonly isAnswered: boolean
  /** It was refused as every other would be. */
  readonly isOurs: boolean
  /** `reason`: why, without the addresses of people. */
  readonly outcome: { readonly reason: string | null }
}

/** What hand-overs say of a channel. */
interface Noted {
  /** It was known before to be in trouble: what begins it may lie in the message after all. */
  readonly wasInTrouble: boolean
  readonly turn: Turn | null
}

/** A trouble begins, or ends. */
export type Turn =
  { readonly kind: 'begun'; readonly reason: string } | { readonly kind: 'ended'; readonly since: Temporal.Instant }

/**
 * Lets a channel that takes nothing from anybody rest: a moment at first, and as long again as it has lasted each time that it is tried, whoever
 * tries it. One that takes anything works.
 */
export async function noteTrouble(tx: Tx, name: string, signs: readonly Sign[], now: Temporal.Instant): Promise<Noted> {
  if (signs.some(({ isAnswered }) => isAnswered)) return { wasInTrouble: false, turn: await endTrouble(tx, name) }
  const reasons = signs.flatMap(({ isOurs, outcome }) => (isOurs ? [outcome.reason] : []))
  if (reasons.length === 0) return { wasInTrouble: false, turn: null }
  const reason = storable(reasons.find(each => each !== null) ?? 'refused')
  const { rows } = await sql<{ since: Temporal.Instant; wasInTrouble: boolean }>`
    with before as (select name, troubled_since as since from messaging.channel where name = ${name} for update)
    update messaging.channel c set troubled_since = coalesce(b.since, ${now}), trouble = ${reason} from before b where c.name = b.name
    returning c.troubled_since as since, b.since is not null as "wasInTrouble"`.execute(tx)
  const [trouble] = rows
  if (!trouble) return { wasInTrouble: false, turn: null }
  const lasted = trouble.since.until(now).total('seconds')
  const seconds = Math.min(longestRestSeconds, Math.max(leastRestSeconds, lasted))
  await restUntil(tx, name, now.add({ milliseconds: Math.round(seconds * 1_000) }))
  const { wasInTrouble } = trouble
  return { wasInTrouble, turn: wasInTrouble ? null : { kind: 'begun', reason } }
}

async function endTrouble(tx: Tx, name: string): Promise<Turn | null> {
  const { rows } = await sql<{ since: Temporal.Instant }>`
    with before as (
      select name, troubled_since as since from messaging.channel where name = ${name} and troubled_since is not null for update)
    update messaging.channel c set troubled_since = null, trouble = null from before b where c.name = b.name
    returning b.since`.execute(tx)
  const [ended] = rows
  return ended ? { kind: 'ended', since: ended.since } : null
}
