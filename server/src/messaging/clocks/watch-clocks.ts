import { watchedCourses } from '../../outages/index.ts'
import { readSetting, systemActor, type Platform } from '../../platform/index.ts'
import type { Wiring } from '../manner.ts'
import { tellingSetting } from '../telling-setting.ts'
import { keepAlerts, newAlerts, type OutageAlert } from './alert-store.ts'
import { meansOf } from './means.ts'
import { NobodyHears, sayWord, type Keeping } from './say-word.ts'
import { concernsUs, readBonds, standingsOf, watchedSince, type Standing } from './standing.ts'
import { stepsFor } from './steps.ts'

const watcher = systemActor('messaging')

/** Says what a machine can say before it is late, and alerts staff of everything else: of each deadline once before, and once after it. */
export async function watchClocks(platform: Platform, wiring: Wiring): Promise<void> {
  const bonds = await readBonds(platform, wiring)
  if (bonds.rules.length === 0) return
  const telling = await readSetting(platform.db, tellingSetting)
  const courses = await watchedCourses(platform.db, watchedSince(platform.clock.now()))
  const keeping = { platform, wiring, bonds, telling }
  const alerts: OutageAlert[] = []
  for (const standing of await standingsOf(platform, platform.db, bonds, courses))
    alerts.push(...(await follow(keeping, standing)))
  await raise(platform, alerts)
}

/** Does what a machine can for one outage; returns of what staff have to hear. */
async function follow({ platform, ...keeping }: Keeping, standing: Standing): Promise<readonly OutageAlert[]> {
  const { course } = standing
  const now = platform.clock.now()
  const clocks = standing.clocks.map(({ clock }) => clock).filter(clock => concernsUs(course, clock))
  const means = meansOf(standing, keeping.bonds.promises, keeping.telling)
  const about = { outage: course.id, number: course.number }
  const steps = stepsFor(clocks, means, now)
  if (!steps.saysWord) return steps.alerts.map(alert => ({ ...about, ...alert }))
  try {
    await platform.work(watcher, work => sayWord(work, { platform, ...keeping }, course.id))
    return steps.alerts.map(alert => ({ ...about, ...alert }))
  } catch (reason) {
    // One outage of which nothing can be said keeps no other waiting: a person has to say it.
    if (!(reason instanceof NobodyHears))
      platform.log.error(
        { outage: course.number, err: reason },
        `No word could be said by itself of ${course.number}: staff are alerted instead.`,
      )
    return stepsFor(clocks, { ...means, keepsWord: false }, now).alerts.map(alert => ({ ...about, ...alert }))
  }
}

/** In one transaction, which all of their events fit in. */
const mostAtOnce = 500

/** The note that an alert was raised and its event are one transaction: it is raised once, whoever dies when. */
async function raise(platform: Platform, alerts: readonly OutageAlert[]): Promise<void> {
  const fresh = await newAlerts(platform.db, alerts)
  for (let from = 0; from < fresh.length; from += mostAtOnce)
    await platform.work(watcher, async work => {
      const kept = await keepAlerts(work.tx, fresh.slice(from, from + mostAtOnce), work.now)
      await work.emitAll(
        kept.map(({ outage, number, kind, clock: { rule, tell, dueAt } }) => ({
          type: `messaging.clock-${kind}` as const,
          subject: outage,
          data: { outage, number, rule, tell, dueAt: dueAt?.toString() ?? null },
        })),
      )
    })
}
