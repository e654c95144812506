import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineSetting, defineSweep, readSetting, systemActor, type Tx } from '../platform/index.ts'

/** A service that is imported late adopts its sessions; a login that nobody claims for so long says something about a person and to nobody. */
export const retentionSetting = defineSetting({
  name: 'subscribers.retention',
  says: 'For how many days a RADIUS session is kept whose login belongs to no service.',
  schema: Type.Object(
    { unknownSessionDays: Type.Integer({ minimum: 1, maximum: 3660 }) },
    { additionalProperties: false },
  ),
  otherwise: { unknownSessionDays: 90 },
})

const atOnce = 5_000

export const forgetSessions = defineSweep('subscribers.forget-sessions', 3_600, async platform => {
  const { unknownSessionDays } = await readSetting(platform.db, retentionSetting)
  const before = platform.clock.now().subtract({ hours: unknownSessionDays * 24 })
  while ((await platform.work(systemActor('subscribers'), ({ tx }) => forgetSome(tx, before))) === atOnce);
})

async function forgetSome(tx: Tx, before: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from subscribers.session where id in (
      select id from subscribers.session where service_id is null and updated_at < ${before}
      limit ${atOnce} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
