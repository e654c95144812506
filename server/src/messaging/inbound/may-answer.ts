import type { Work } from '../../platform/index.ts'
import { allowed, contactSubject, countOnce, perDay } from '../subscriptions/attempts.ts'
import { markUnanswered, type Heard, type Unanswered } from './inbound-store.ts'

type Whom = Pick<Heard, 'address' | 'channel' | 'id'>

/**
 * Whether one more answer goes out: so many to one reader, whoever he is, and so many by a channel in a day, so that nobody can make us
 * write, and pay, without end. What is above is noted with what he wrote, for staff.
 */
export async function mayAnswer(work: Work, whom: Whom, answersPerDay: number): Promise<boolean> {
  const why = await whyNot(work, whom, answersPerDay)
  if (why !== null) await markUnanswered(work.tx, whom.id, why)
  return why === null
}

async function whyNot(
  { tx, now }: Work,
  { channel, address }: Whom,
  answersPerDay: number,
): Promise<Unanswered | null> {
  const reader = `answers:${contactSubject(channel, address)}`
  if ((await countOnce(tx, reader, allowed.answersToReader, now)) > 0) return 'too-often'
  return (await countOnce(tx, `answers:${channel}`, perDay(answersPerDay), now)) > 0 ? 'too-many' : null
}
