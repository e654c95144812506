import type { AlarmSettings } from '@pulih/contracts'
import type { Work } from '../../platform/index.ts'
import { carryOut } from './carry-out.ts'
import { correlate } from './correlate.ts'
import { queueAnotherLook } from './correlation-queue.ts'
import {
  findElementsAnew,
  followMerges,
  lockMoving,
  openAlarms,
  outagesSince,
  tryLockCorrelation,
  type OpenAlarmRow,
  type OutageRow,
} from './correlation-store.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import { readAlarmSettings } from './settings-store.ts'
import { isBefore, plusMinutes } from './time.ts'
import { readNetwork, type Network } from './tree-store.ts'

/** Looks at all open alarms together and makes them outages, or parts of outages that are known. */
export async function correlateAlarms(work: Work): Promise<void> {
  const { tx } = work
  const settings = await readAlarmSettings(tx)
  // Whoever waited here would keep others from their work, only to see what the one who is at it has seen.
  if (!(await tryLockCorrelation(tx))) return queueAnotherLook(tx, settings.gatherSeconds)
  await followMerges(tx)
  await findElementsAnew(tx)
  const rows = await openAlarms(tx)
  if (rows.length === 0) return
  const network = await readNetwork(tx, settings)
  const outages = await knownOutages(work, network, settings)
  const verdict = correlate(
    network.tree,
    currentAlarms(rows, outages, network),
    outages.map(({ known }) => known),
    settings,
  )
  await lockMoving(
    tx,
    [...verdict.cuts, ...verdict.joins].flatMap(each => each.alarms),
    verdict.merges.map(({ from }) => from),
  )
  const seen = {
    rows: new Map(rows.map(row => [row.id, row])),
    outages: new Map(outages.map(({ row }) => [row.id, row])),
    network,
  }
  if (!(await carryOut(work, verdict, seen))) await queueAnotherLook(tx, settings.gatherSeconds)
}

interface Stored {
  readonly row: OutageRow
  readonly known: KnownOutage
}

async function knownOutages(
  { tx, now, actor }: Work,
  { placeOf }: Network,
  settings: AlarmSettings,
): Promise<Stored[]> {
  const since = plusMinutes(now, -settings.reopenMinutes - settings.togetherMinutes)
  const rows = await outagesSince(tx, since, now, actor.id)
  return rows.map(row => ({
    row,
    known: {
      id: row.id,
      planned: row.planned,
      byAlarms: row.placedByAlarms,
      startedAt: row.startedAt,
      restoredAt: row.restoredAt,
      endedByAlarms: row.endedByAlarms,
      roots: row.roots.flatMap(id => placeOf(id) ?? []),
      parts: row.parts.flatMap((id, index) => {
        const [position, restoredAt] = [placeOf(id), row.partsRestoredAt[index]]
        const byAlarms = row.partsByAlarms[index] === true
        return position === undefined || restoredAt === undefined ? [] : [{ position, restoredAt, byAlarms }]
      }),
    },
  }))
}

/**
 * Alarms as they count now. What was still open when its outage ended, or the part of it that people restored, was settled by whoever
 * ended it; it counts again, as a new alarm, when it is raised anew.
 */
function currentAlarms(
  rows: readonly OpenAlarmRow[],
  outages: readonly Stored[],
  { tree, placeOf }: Network,
): OpenAlarm[] {
  const byId = new Map(outages.map(({ known }) => [known.id, known]))
  return rows.flatMap(({ id, elementId, effect, raisedAt, lastRaisedAt, outage, overAt }) => {
    const position = placeOf(elementId)
    if (position === undefined) return []
    if (overAt !== null)
      return isBefore(overAt, lastRaisedAt) ? [{ id, position, effect, raisedAt: lastRaisedAt, outage: null }] : []
    const part =
      outage === null
        ? undefined
        : byId
            .get(outage)
            ?.parts.find(each => position >= each.position && position <= (tree.last[each.position] ?? -1))
    const again = part !== undefined && isBefore(part.restoredAt, lastRaisedAt)
    if (part !== undefined && !part.byAlarms && !again) return []
    return [{ id, position, effect, raisedAt: again ? lastRaisedAt : raisedAt, outage }]
  })
}
