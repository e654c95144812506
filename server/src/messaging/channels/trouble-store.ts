import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { restUntil } from './channel-store.ts'

/** The first rest after it began, and the longest. */
const leastRestSeconds = 1
const longestRestSeconds = 300

/** What hand-overs tell of the way that they took. */
interface Sign {
  /** Whoever is there answered, with whatever. */
  readonly isAnswered: boolean
  /** It was refused as every other would be. */
  readonly isOurs: boolean
}

/**
 * Lets a channel that takes nothing from anybody rest: a moment at first, and as long again as it has lasted each time that it is tried, whoever
 * tries it. One that takes anything works. Returns whether it was known before to be in trouble: what begins it may lie in the message after all.
 */
export async function noteTrouble(
  tx: Tx,
  name: string,
  signs: readonly Sign[],
  now: Temporal.Instant,
): Promise<boolean> {
  if (signs.some(({ isAnswered }) => isAnswered)) {
    await sql`
      update messaging.channel set troubled_since = null where name = ${name} and troubled_since is not null`.execute(
      tx,
    )
    return false
  }
  if (!signs.some(({ isOurs }) => isOurs)) return false
  const { rows } = await sql<{ since: Temporal.Instant; wasInTrouble: boolean }>`
    with before as (select name, troubled_since as since from messaging.channel where name = ${name} for update)
    update messaging.channel c set troubled_since = coalesce(b.since, ${now}) from before b where c.name = b.name
    returning c.troubled_since as since, b.since is not null as "wasInTrouble"`.execute(tx)
  const [trouble] = rows
  if (!trouble) return false
  const lasted = trouble.since.until(now).total('seconds')
  const seconds = Math.min(longestRestSeconds, Math.max(leastRestSeconds, lasted))
  await restUntil(tx, name, now.add({ milliseconds: Math.round(seconds * 1_000) }))
  return trouble.wasInTrouble
}
