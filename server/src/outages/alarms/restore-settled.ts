import { elementsById } from '../../network/index.ts'
import { systemActor, type Platform, type Work } from '../../platform/index.ts'
import { readOutage } from '../store.ts'
import { noteOnTimeline, restoreFromAlarms } from '../suspect-outage.ts'
import { alarmsUnder, lockCorrelation, noteQuiet, outagesToSettle } from './correlation-store.ts'
import { settle, type OutageAlarm, type RestoredPart } from './settle.ts'
import { readAlarmSettings } from './settings-store.ts'
import { compare, isBefore, plusMinutes } from './time.ts'
import { readNetwork } from './tree-store.ts'

/** Restores outages whose alarms have been quiet for long enough. Each on its own, so that one that fails keeps none of the others. */
export async function restoreSettled(platform: Platform): Promise<void> {
  const settings = await readAlarmSettings(platform.db)
  const quietSince = plusMinutes(platform.clock.now(), -settings.settleMinutes)
  for (const outage of await outagesToSettle(platform.db, quietSince)) {
    try {
      await platform.work(systemActor('alarms'), work => restoreIfQuiet(work, outage))
    } catch (reason) {
      platform.log.error(
        { outage, err: reason },
        `The outage ${outage} could not be restored from its alarms; it is tried again in the next sweep.`,
      )
    }
  }
}

async function restoreIfQuiet(work: Work, id: string): Promise<void> {
  const { tx, now } = work
  await lockCorrelation(tx)
  const settings = await readAlarmSettings(tx)
  const outage = await readOutage(tx, id)
  const rows = await alarmsUnder(tx, id)
  const isOpen = rows.some(
    ({ clearedAt }) => clearedAt === null || isBefore(now, plusMinutes(clearedAt, settings.settleMinutes)),
  )
  // What people declared is ended by people; they are told that the alarms are quiet.
  if (outage.source !== 'alarm') {
    const last = isOpen
      ? undefined
      : rows
          .flatMap(({ clearedAt }) => clearedAt ?? [])
          .toSorted(compare)
          .at(-1)
    if (last && (await noteQuiet(tx, id, last)))
      await noteOnTimeline(work, id, 'All alarms under this outage have cleared.', {
        alarms: rows.length,
        since: last.toString(),
      })
    return
  }
  const network = await readNetwork(tx, settings)
  const places = (ids: readonly (bigint | null)[]) =>
    ids.flatMap(each => (each === null ? [] : (network.placeOf(each) ?? [])))
  const alarms = rows.flatMap(({ elementId, effect, clearedAt }): OutageAlarm[] => {
    const position = elementId === null ? undefined : network.placeOf(elementId)
    // An alarm without a known element, put here by hand, holds up the whole outage and proves no part of it.
    if (position === undefined) return isOpen ? [] : [{ position: -1, unreachable: false, clearedAt }]
    return [{ position, unreachable: effect === 'unreachable', clearedAt }]
  })
  const roots = places(outage.scope.elements.map(place => place.id))
  const restored = places(outage.parts.map(part => part.place.id))
  const settlement = settle(network.tree, roots, restored, alarms, now, settings)
  switch (settlement.is) {
    case 'ongoing':
      return
    case 'restored':
      if (!isOpen)
        await restoreFromAlarms(work, id, { restoredAt: afterStart(settlement.restoredAt, outage.startedAt) })
      return
    case 'partly':
      for (const [restoredAt, parts] of byTime(settlement.parts, outage.startedAt)) {
        const elements = await elementsById(
          tx,
          parts.map(({ position }) => network.idAt(position)),
        )
        await restoreFromAlarms(work, id, {
          restoredAt: Temporal.Instant.fromEpochMilliseconds(restoredAt),
          elements: elements.map(({ key }) => key),
        })
      }
  }
}

function byTime(parts: readonly RestoredPart[], startedAt: Temporal.Instant): Map<number, RestoredPart[]> {
  return Map.groupBy(parts, ({ restoredAt }) => afterStart(restoredAt, startedAt).epochMilliseconds)
}

/** An alarm that was cleared in the instant in which it was raised lasted for a moment all the same. */
function afterStart(restoredAt: Temporal.Instant, startedAt: Temporal.Instant): Temporal.Instant {
  return isBefore(startedAt, restoredAt) ? restoredAt : startedAt.add({ milliseconds: 1 })
}
