import { languages } from '@pulih/kernel'
import { clocksOf, type Story } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import { courseOf, outageById } from '../../outages/index.ts'
import type { Platform, Work } from '../../platform/index.ts'
import { insertNotice, lockNotices } from '../notice-store.ts'
import { currentStatement, mannerOf, type Wiring } from '../manner.ts'
import { release } from '../release.ts'
import type { Telling } from '../telling-setting.ts'
import { meansOf } from './means.ts'
import { standingsOf, type Bonds } from './standing.ts'
import { stepsFor } from './steps.ts'

export interface Keeping {
  readonly platform: Platform
  readonly wiring: Wiring
  readonly bonds: Bonds
  readonly telling: Telling
}

/**
 * Tells those who wait that we are still at it, and when they hear again, where nobody else has said anything in time. Whether it is
 * still wanted is looked at again under the lock of the outage's notices: of two at once only one speaks.
 */
export async function sayWord(work: Work, keeping: Keeping, outageId: string): Promise<boolean> {
  const { platform, wiring, bonds, telling } = keeping
  const { tx, now } = work
  await lockNotices(tx, outageId)
  const course = await courseOf(tx, outageId)
  const [standing] = await standingsOf(platform, tx, bonds, course === null ? [] : [course])
  if (!standing) return false
  const clocks = standing.clocks.map(({ clock }) => clock)
  if (!stepsFor(clocks, meansOf(standing, bonds.promises, telling), now).saysWord) return false
  const outage = await outageById(tx, outageId)
  const manner = await mannerOf(platform, wiring, tx)
  const notice = await insertNotice(tx, {
    outageId,
    kind: 'update',
    statement: {
      ...(await currentStatement(tx, outage, manner.said)),
      words: Object.fromEntries(languages.map(language => [language, phrase(language, 'notice.still-working')])),
      nextUpdateBy: nextWord(standing.story, bonds, now)?.toString() ?? null,
    },
    releaseAt: now,
    eventId: null,
    actor: work.actor.id,
    now,
  })
  if (notice === null) return false
  const people = await release(work, notice, manner)
  // Said to nobody it would be said again every half minute: it is taken back, and a person has to look.
  if (people === 0) throw new NobodyHears(outage.number)
  return true
}

/** Nobody is left whom a word would tell something: nobody wants any, or what they got so far has not left yet. */
export class NobodyHears extends Error {
  constructor(outage: string) {
    super(`nobody would get another word about ${outage}`)
  }
}

/** By when people hear again, once they have heard now. */
function nextWord(story: Story, { rules }: Bonds, now: Temporal.Instant): Temporal.Instant | null {
  const after: Story = { ...story, told: [...story.told, { tell: 'update', at: now }] }
  const due = rules
    .flatMap(rule => clocksOf(rule, after, now))
    .flatMap(({ tell, state, dueAt }) => (tell === 'update' && state === 'open' && dueAt !== null ? [dueAt] : []))
  return due.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
}
