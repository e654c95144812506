import { holdShape } from '../network/index.ts'
import { systemActor, type Platform, type Work } from '../platform/index.ts'
import {
  correctedFields,
  findSettled,
  insertMatching,
  judge,
  latestMatching,
  lockMatching,
  storeVerdict,
  wasFrozen,
  type Change,
  type Matching,
} from './matching-store.ts'
import { isReal, later, type Outage } from './outage.ts'
import { failuresOf, entangledWith, reachOf } from './reach.ts'
import { about, enqueueMatching } from './record.ts'
import { readSettings } from './settings-store.ts'
import { readOutage, overlapping } from './store.ts'

export const matcher = systemActor('outages')

/**
 * Works out whom an outage hits, as it is known now, and brings the stored list to it. Done again, nothing changes. Once the outage is
 * over its list is frozen: whatever a later matching changes, because of a correction or of late session records, is kept row by row.
 */
export async function matchOutage(platform: Platform, id: string, because?: string): Promise<void> {
  await platform.work(matcher, async work => {
    await lockMatching(work.tx, id)
    // Ranges are asked first and services by them afterwards; an import in between would have moved them.
    await holdShape(work.tx)
    const outage = await readOutage(work.tx, id)
    if (isReal(outage)) await matchReal(work, outage, because !== undefined)
    // What another one changed in this one changes nothing in a third.
    if (because === undefined) await enqueueEntangled(work, outage)
  })
}

async function matchReal(work: Work, outage: Outage, isEcho: boolean): Promise<void> {
  const { tx, now } = work
  const [before, wasPaid, settings] = [
    await latestMatching(tx, outage.id),
    await wasFrozen(tx, outage.id),
    await readSettings(tx),
  ]
  await judge(tx, outage, await reachOf(tx, outage, now), settings, now)
  const change = await storeVerdict(tx, outage.id)
  const frozen = outage.status === 'restored' || outage.status === 'closed'
  if (isEcho && !differs(change) && frozen === before?.frozen) return
  const matching = await insertMatching(tx, outage, {
    now,
    frozen,
    change,
    keepDifferences: wasPaid && differs(change),
  })
  const { services, money } = matching
  await work.emit('outages.matched', outage.id, { ...about(outage), frozen, services, money })
  if (wasPaid) await tellCorrection(work, outage, before, change)
}

async function tellCorrection(work: Work, outage: Outage, before: Matching | null, change: Change): Promise<void> {
  const fields = await correctedFields(work.tx, outage.id, before?.revision ?? 0)
  if (fields === null && !differs(change)) return
  await work.emit('outages.corrected', outage.id, {
    ...about(outage),
    retracted: false,
    fields: fields ?? [],
    ...change,
  })
}

function differs({ added, removed, changed }: Change): boolean {
  return added + removed + changed > 0
}

/** Outages that cut off more together with this one than each alone are worked out again, for their share of it may have changed. */
async function enqueueEntangled(work: Work, outage: Outage): Promise<void> {
  if (failuresOf(outage).length === 0) return
  const { tx, now } = work
  const others = await overlapping(tx, outage.startedAt, outage.restoredAt ?? later(outage.startedAt, now), outage.id)
  for (const other of await entangledWith(tx, outage, others)) await enqueueMatching(work, other.id, outage.id)
}

/** After the outages that are over for long enough, once, for the sessions that came back since. */
export async function matchSettled(platform: Platform): Promise<void> {
  const { settleMinutes } = await readSettings(platform.db)
  const settled = await findSettled(platform.db, platform.clock.now(), settleMinutes)
  if (settled.length === 0) return
  await platform.work(matcher, async work => {
    for (const id of settled) await enqueueMatching(work, id)
  })
}
