import { outageById, publicOutages } from '../outages/index.ts'
import { systemActor, type Platform } from '../platform/index.ts'
import { dayCount, lostShare } from './days.ts'
import { countLost, noteMeasured, wasEverCounted } from './lost-store.ts'
import { readPage } from './page-setting.ts'
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
  const today = platform.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
  return platform.work(actor, work => countLost(work, timeZone, today.subtract({ days: dayCount }).toString()))
}

/** A house that was brought up to date has measured nothing yet in the way that is counted now. */
export async function measureAllOnce(platform: Platform): Promise<void> {
  if (await wasEverCounted(platform.db)) return
  const since = platform.clock.now().subtract({ hours: dayCount * 24 })
  const { open, over } = await publicOutages(platform.db, 0, since)
  for (const { id } of [...open, ...over]) await measureOutage(platform, id)
  await countLostTime(platform)
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
