import type { listAppeals, OutageAppeal, QueryOf } from '@pulih/contracts'
import { problem, type Db, type Work } from '../platform/index.ts'
import { readAffected } from './affected-store.ts'
import { appealPage, appealView, decide, insertAppeal } from './appeal-store.ts'
import { insertEntry } from './history-store.ts'
import { isReal, type Outage } from './outage.ts'
import { findServices } from './places.ts'
import { about, enqueueMatching } from './record.ts'

/** A service that gets no money for an outage says that it was hit. */
export async function openAppeal(work: Work, outage: Outage, service: string, note: string): Promise<OutageAppeal> {
  const id = await requireService(work, service)
  const state = await readAffected(work.tx, outage.id, id)
  if (state?.money === true) throw problem('outages.gets-money', { service, outage: outage.number })
  const appeal = await insertAppeal(work.tx, outage.id, id, note, work.now, work.actor.id)
  if (!appeal) throw problem('outages.already-appealed', { service, outage: outage.number })
  await tell(work, outage, 'appeal-opened', service)
  await work.emit('outages.appealed', outage.id, { ...about(outage), service })
  return appealView(appeal, service)
}

/** Answers an appeal to a locked outage. Upheld, the service gets money from the next matching on, which is queued. */
export async function decideAppeal(
  work: Work,
  outage: Outage,
  service: string,
  decision: { readonly state: 'upheld' | 'rejected'; readonly answer: string },
): Promise<OutageAppeal> {
  const id = await requireService(work, service)
  const appeal = await decide(work.tx, outage.id, id, decision, work.now, work.actor.id)
  if (!appeal) throw problem('outages.no-appeal', { service, outage: outage.number })
  const upheld = decision.state === 'upheld'
  await tell(work, outage, upheld ? 'appeal-upheld' : 'appeal-rejected', service)
  await work.emit('outages.appeal-decided', outage.id, { ...about(outage), service, upheld })
  if (upheld && isReal(outage)) await enqueueMatching(work, outage.id)
  return appealView(appeal, service)
}

export async function readAppeals(db: Db, outage: Outage, query: QueryOf<typeof listAppeals>) {
  return appealPage(db, outage.id, query)
}

async function requireService(work: Work, key: string): Promise<bigint> {
  const [place] = await findServices(work.tx, [key])
  if (!place || place.id === null) throw problem('outages.unknown-service', { keys: [key] })
  return place.id
}

async function tell(
  work: Work,
  { id }: Outage,
  kind: `appeal-${'opened' | 'upheld' | 'rejected'}`,
  service: string,
): Promise<void> {
  await insertEntry(work.tx, id, work.now, work.actor.id, { kind, public: false, text: null, data: { service } })
  work.audit(`outages.${kind}`, id, { service })
}
