import { outageById } from '../outages/index.ts'
import { systemActor, type Platform } from '../platform/index.ts'
import { lostShare } from './components.ts'
import { readPage } from './page-setting.ts'
import { countHits, countMissed, countServed, readPublication } from './store.ts'

const actor = systemActor('statuspage')

/** Counts whom an outage hit and for how long, after its services were matched or it turned out to be none. Done again, nothing changes. */
export async function measureOutage(platform: Platform, id: string): Promise<void> {
  const outage = await outageById(platform.db, id)
  const { timeZone } = await readPage(platform.db, platform.config)
  await platform.work(actor, async work => {
    await countHits(work, id)
    const counts = !outage.planned && outage.status !== 'retracted' && outage.restoredAt !== null
    await countMissed(work, id, { timeZone, share: 1 - lostShare(outage), counts })
  })
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
