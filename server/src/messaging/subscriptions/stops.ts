import type { MessageChannel } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx, Work } from '../../platform/index.ts'

interface Address {
  readonly channel: MessageChannel
  readonly address: string
}

/**
 * No more notices to this address, and no subscription of it is left. Whoever hands messages over looks at it in the statement that takes
 * them, so that it is felt as soon as this is committed. Done again it changes nothing. `subject`: of whom the trail notes it.
 */
export async function stopAddress(work: Work, { channel, address }: Address, subject: string): Promise<void> {
  const { tx, now } = work
  const { rows } = await sql`
    insert into messaging.stop (channel, address, at, why) values (${channel}, messaging.compared(${channel}, ${address}), ${now}, 'asked')
    on conflict (channel, address) do update set why = 'asked', at = excluded.at where stop.why = 'gone'
    returning 1 as stopped`.execute(tx)
  await sql`
    update messaging.subscription set state = 'ended', ended_at = ${now}
    where channel = ${channel} and messaging.compared(channel, address) = messaging.compared(${channel}, ${address})
      and state <> 'ended'`.execute(tx)
  if (rows.length > 0) work.audit('messaging.stopped', subject, { channel })
}

/** Takes that back, with the subscriptions that it ended, unless somebody asked for the same anew. */
export async function resumeAddress(work: Work, { channel, address }: Address, subject: string): Promise<void> {
  const stoppedAt = await liftStop(work, { channel, address }, subject)
  if (stoppedAt === null) return
  await sql`
    update messaging.subscription s set state = 'confirmed', ended_at = null
    where s.channel = ${channel} and messaging.compared(s.channel, s.address) = messaging.compared(${channel}, ${address})
      and s.state = 'ended' and s.ended_at = ${stoppedAt}
      and not exists (
        select from messaging.subscription o where o.state <> 'ended' and o.channel = s.channel and o.scope = s.scope
          and messaging.compared(o.channel, o.address) = messaging.compared(s.channel, s.address) and o.scope_key is not distinct from s.scope_key)`.execute(
    work.tx,
  )
}

/** Takes back the stop alone: who asks for one place does not ask for all that he had. Null where nothing was stopped. */
export async function liftStop(
  work: Work,
  { channel, address }: Address,
  subject: string,
): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant }>`
    delete from messaging.stop where channel = ${channel} and address = messaging.compared(${channel}, ${address}) returning at`.execute(
    work.tx,
  )
  const [stop] = rows
  if (!stop) return null
  work.audit('messaging.resumed', subject, { channel })
  return stop.at
}

export async function isStopped(db: Db | Tx, contact: Address): Promise<boolean> {
  return (await stoppedAmong(db, [contact]))[0] === true
}

/** Of each of some addresses, in their order, whether nobody is told anything there. */
export async function stoppedAmong(db: Db | Tx, contacts: readonly Address[]): Promise<readonly boolean[]> {
  const { rows } = await sql<{ stopped: boolean }>`
    select x.address is not null as stopped
    from unnest(${contacts.map(({ channel }) => channel)}::text[], ${contacts.map(({ address }) => address)}::text[]) with ordinality as c (channel, address, nth)
    left join messaging.stop x on x.channel = c.channel and x.address = messaging.compared(c.channel, c.address)
    order by c.nth`.execute(db)
  return rows.map(({ stopped }) => stopped)
}
