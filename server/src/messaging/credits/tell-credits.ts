import type { Statement } from '@pulih/notices'
import { systemActor, type HappenedEvent, type Platform } from '../../platform/index.ts'
import { laneOf } from '../notice.ts'
import { keepQuiet } from '../quiet.ts'
import { sendJob } from '../send-job.ts'
import { mannerOf, type Wiring } from '../manner.ts'
import { addCreditMessages, insertCreditNotice } from './credit-store.ts'

const teller = systemActor('messaging')

/**
 * A run was posted: whoever got something by it hears how much, for what and why. Notice and messages come into being together or not at
 * all, and there is one notice of a run, so that what is heard twice, or again after a crash, is told once.
 */
export async function tellCredits(platform: Platform, wiring: Wiring, event: HappenedEvent): Promise<void> {
  const { reach, telling } = await mannerOf(platform, wiring)
  if (!telling.automatic || !telling.credits) return
  const run = event.subject.replace(/^run:/, '')
  await platform.work(teller, async work => {
    const { tx, now } = work
    const statement = statementOf(event.at, platform.config.publicUrl)
    const notice = await insertCreditNotice(tx, { run, statement, eventId: event.id, actor: event.actor, now })
    if (notice === null) return
    const [credits, titles] = [wiring.creditsOf(run), await wiring.titlesOf(tx, run)]
    const people = await addCreditMessages(tx, { notice, lane: laneOf('credit'), credits, titles, reach, now })
    await keepQuiet(tx, { notice, otherwise: telling.quietHours, now })
    await work.enqueue(sendJob, {}, { key: sendJob })
    work.audit('messaging.notice-released', notice, { kind: 'credit', run, people })
  })
}

/** What a credit is for differs from one customer to the next: all that they have in common is when it was given and where more is said. */
function statementOf(at: Temporal.Instant, publicUrl: string): Statement {
  return {
    version: 1,
    number: '',
    extent: 'total',
    since: at.toString(),
    until: null,
    restoredAt: null,
    etr: null,
    nextUpdateBy: null,
    area: {},
    cause: {},
    words: {},
    compensation: null,
    claimUntil: null,
    url: new URL('/portal/credits', publicUrl).href,
  }
}
