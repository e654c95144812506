import type { AlarmSettings } from '@pulih/contracts'
import { elementsById } from '../../network/index.ts'
import type { Work } from '../../platform/index.ts'
import { correctOutage } from '../correct-outage.ts'
import { mergeOutages } from '../merge-outages.ts'
import { lockOutage } from '../store.ts'
import { extendOutage, suspectOutage } from '../suspect-outage.ts'
import { correlate, type Cut } from './correlate.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import {
  findElementsAnew,
  followMerges,
  lockCorrelation,
  lockMoving,
  moveAlarms,
  openAlarms,
  outagesSince,
  putUnder,
  type OpenAlarmRow,
  type OutageRow,
} from './correlation-store.ts'
import { readAlarmSettings } from './settings-store.ts'
import { compare, earliest, isBefore, latest, plusMinutes } from './time.ts'
import { readNetwork, type Network } from './tree-store.ts'

/** Looks at all open alarms together and makes them outages, or parts of outages that are known. */
export async function correlateAlarms(work: Work): Promise<void> {
  const { tx, now } = work
  await lockCorrelation(tx)
  const settings = await readAlarmSettings(tx)
  await followMerges(tx)
  await findElementsAnew(tx)
  const rows = await openAlarms(tx)
  if (rows.length === 0) return
  const network = await readNetwork(tx, settings)
  const outages = await knownOutages(work, network, settings)
  const alarms = currentAlarms(rows, outages, network)
  const verdict = correlate(
    network.tree,
    alarms,
    outages.map(({ known }) => known),
    settings,
  )
  const moving = [...verdict.cuts, ...verdict.joins].flatMap(each => each.alarms)
  await lockMoving(
    tx,
    moving,
    verdict.merges.map(({ from }) => from),
  )
  for (const { from, into } of verdict.merges) {
    await mergeOutages(work, from, into)
    await moveAlarms(tx, from, into)
  }
  const circumstances = { rows: new Map(rows.map(row => [row.id, row])), outages, network, now }
  for (const cut of verdict.cuts) await putUnder(tx, await standFor(work, cut, circumstances), cut.alarms)
  for (const { outage, alarms: joining } of verdict.joins) await putUnder(tx, outage, joining)
}

interface Stored {
  readonly row: OutageRow
  readonly known: KnownOutage
}

async function knownOutages({ tx, now }: Work, { placeOf }: Network, settings: AlarmSettings): Promise<Stored[]> {
  const rows = await outagesSince(tx, plusMinutes(now, -settings.reopenMinutes - settings.togetherMinutes), now)
  return rows.map(row => ({
    row,
    known: {
      id: row.id,
      planned: row.planned,
      startedAt: row.startedAt,
      restoredAt: row.restoredAt,
      roots: row.roots.flatMap(id => placeOf(id) ?? []),
      parts: row.parts.flatMap((id, index) => {
        const [position, restoredAt] = [placeOf(id), row.partsRestoredAt[index]]
        return position === undefined || restoredAt === undefined ? [] : [{ position, restoredAt }]
      }),
    },
  }))
}

/**
 * Alarms as they count now. What was still open when its outage ended was settled by whoever ended it; it counts again, as a new
 * alarm, when it is raised anew.
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
    return [{ id, position, effect, raisedAt: again ? lastRaisedAt : raisedAt, outage }]
  })
}

interface Circumstances {
  readonly rows: ReadonlyMap<bigint, OpenAlarmRow>
  readonly outages: readonly Stored[]
  readonly network: Network
  readonly now: Temporal.Instant
}

async function standFor(work: Work, cut: Cut, { rows, outages, network, now }: Circumstances): Promise<string> {
  const elements = await elementsById(work.tx, cut.adds.map(network.idAt))
  const keys = elements.map(({ key }) => key).toSorted()
  const ids = new Set(elements.map(({ id }) => id))
  const own = cut.alarms
    .flatMap(id => rows.get(id) ?? [])
    .find(({ elementId, effect }) => ids.has(elementId) && effect === 'unreachable')
  const summary = `${keys.slice(0, 3).join(', ')}: ${own?.summary ?? 'nearly everything behind it is unreachable'}`
  if (cut.outage === null) {
    const begun = await suspectOutage(work, { elements: keys, startedAt: earliest(cut.startedAt, now), summary })
    return begun.id
  }
  if (cut.reopens) {
    const over = await lockOutage(work.tx, cut.outage)
    if (over.status === 'restored')
      await correctOutage(work, over, { restoredAt: null, reason: `Alarms again: ${summary}`.slice(0, 1000) })
    await extendOutage(work, cut.outage, { elements: keys, summary })
    return cut.outage
  }
  const known = outages.find(({ row }) => row.id === cut.outage)
  const startedAt = known && earlierStart(cut, known.row, rows)
  if (keys.length > 0 || startedAt)
    await extendOutage(work, cut.outage, { elements: keys, summary, ...(startedAt ? { startedAt } : {}) })
  return cut.outage
}

/**
 * An earlier beginning that alarms bring which were not known before. Alarms that were known move nothing: somebody may have
 * corrected the beginning since, and would find it changed back. What people declared begins when they say.
 */
function earlierStart(
  cut: Cut,
  { source, startedAt }: OutageRow,
  rows: ReadonlyMap<bigint, OpenAlarmRow>,
): Temporal.Instant | null {
  const [first] = cut.alarms
    .flatMap(id => rows.get(id) ?? [])
    .filter(({ effect, outage }) => effect === 'unreachable' && outage === null)
    .map(({ raisedAt }) => raisedAt)
    .toSorted(compare)
  if (first === undefined || source !== 'alarm') return null
  const start = latest(first, cut.startedAt)
  return isBefore(start, startedAt) ? start : null
}
