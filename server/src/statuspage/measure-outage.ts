import { matchingMarks, outageById, publicIds } from '../outages/index.ts'
import { systemActor, type Platform } from '../platform/index.ts'
import { dayCount, lostShare } from './days.ts'
import { countLost, lostZone, measuredAmong, noteMeasured } from './lost-store.ts'
import { readPage } from './page-setting.ts'
import { fewestPast, pastDays } from './take-picture.ts'
import { countHits, countServed, readPublication } from './store.ts'

const actor = systemActor('statuspage')

/** Counts whom an outage hit and for how long, after its services were matched or it turned out to be none. Done again, nothing changes. */
export async function measureOutage(platform: Platform, id: string): Promise<void> {
  const outage = await outageById(platform.db, id)
  await platform.work(actor, async work => {
    await countHits(work, id)
    const counts = !outage.planned && outage.status !== 'retracted' && outage.status !== 'suspected'
    await noteMeasured(work, id, counts ? lostShare(outage) : 0)
  })
}

/** Counts for how long services were missing, after outages were measured. Of many that were, once. */
export async function countLostTime(platform: Platform): Promise<boolean> {
  const { timeZone } = await readPage(platform.db, platform.config)
  const before = await lostZone(platform.db)
  // The local day is another one, of which nobody has counted yet how many services it has.
  if (before !== null && before !== timeZone) await countServices(platform, 0)
  const today = platform.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
  return platform.work(actor, work => countLost(work, timeZone, today.subtract({ days: dayCount }).toString()))
}

/**
 * Measures each outage on the page that was matched and never measured: all of them in a house that was brought up to date, and what was
 * left when somebody was interrupted. One that cannot be measured keeps no other from it.
 */
export async function measureMissed(platform: Platform): Promise<void> {
  const { db, log, clock } = platform
  const onPage = await publicIds(db, fewestPast, clock.now().subtract({ hours: pastDays * 24 }))
  const measured = await measuredAmong(db, onPage)
  const matched = await matchingMarks(
    db,
    onPage.filter(id => !measured.has(id)),
  )
  for (const { id } of matched)
    try {
      await measureOutage(platform, id)
    } catch (reason) {
      log.error({ err: reason, outage: id }, 'an outage could not be measured for the status page')
    }
}

/** Where the page has come into another zone, its days are others: they are counted before anybody is told of them. */
export async function keepToZone(platform: Platform): Promise<void> {
  const { timeZone } = await readPage(platform.db, platform.config)
  const before = await lostZone(platform.db)
  if (before !== null && before !== timeZone) await countLostTime(platform)
}

const countedForMinutes = 30

/** Counts all services anew where that was long ago. */
export async function countServices(platform: Platform, longAgo = countedForMinutes): Promise<void> {
  const { servicesCountedAt } = await readPublication(platform.db)
  const now = platform.clock.now()
  if (servicesCountedAt && Temporal.Instant.compare(now, servicesCountedAt.add({ minutes: longAgo })) < 0) return
  const { timeZone } = await readPage(platform.db, platform.config)
  await platform.work(actor, work => countServed(work, now.toZonedDateTimeISO(timeZone).toPlainDate().toString()))
}
