import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mount, mountStream, requireMatch, versioned, type Work } from '../platform/index.ts'
import { affected, affectedPage, differencePage } from './affected-store.ts'
import { decideAppeal, openAppeal, readAppeals } from './appeals.ts'
import { closeOutage } from './close-outage.ts'
import { confirmOutage } from './confirm-outage.ts'
import { correctOutage } from './correct-outage.ts'
import { listReach } from './count-store.ts'
import { readEtrs, revisionPage, timelinePage } from './history-store.ts'
import { impactOf } from './impact.ts'
import { importOutages } from './import-outages.ts'
import { customerOutagePage } from './customer-page.ts'
import { outagePage } from './list-store.ts'
import { mergeOutages } from './merge-outages.ts'
import type { Outage } from './outage.ts'
import { publishUpdate } from './publish-update.ts'
import { declareOutage, reportOutage } from './report-outage.ts'
import { restoreOutage, restorePart } from './restore-outage.ts'
import { retractOutage } from './retract-outage.ts'
import { readVersionedSettings, writeSettings } from './settings-store.ts'
import { lockOutage, readOutage } from './store.ts'
import { csvOf, streamRows } from './stream-rows.ts'
import { readTasks } from './task-store.ts'
import { addTask, changeTask, removeTask } from './tasks.ts'
import { changeScope, setEtr, updateFacts } from './update-outage.ts'
import { toView } from './view.ts'
import { whatIf, whatIfReach } from './what-if.ts'

export function outageRoutes(app: FastifyInstance): void {
  lifeRoutes(app)
  factRoutes(app)
  historyRoutes(app)
  taskRoutes(app)
  serviceRoutes(app)
  settingRoutes(app)
}

function lifeRoutes(app: FastifyInstance): void {
  mount(app, contracts.reportOutage, async ({ work, body }) => answer(work, await reportOutage(work, body)))
  mount(app, contracts.declareOutage, async ({ work, body }) => answer(work, await declareOutage(work, body)))
  mount(app, contracts.confirmOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await confirmOutage(work, await locked(work, params.outage, ifMatch), body.note)),
  )
  mount(app, contracts.restoreOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await restoreOutage(work, await locked(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.restorePart, async ({ work, params, body, ifMatch }) =>
    answer(work, await restorePart(work, await locked(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.closeOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await closeOutage(work, await locked(work, params.outage, ifMatch), body.note)),
  )
  mount(app, contracts.retractOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await retractOutage(work, await locked(work, params.outage, ifMatch), body.reason)),
  )
  mount(app, contracts.mergeOutage, async ({ work, params, body, ifMatch }) => {
    if (ifMatch !== null) requireMatch(ifMatch, (await readOutage(work.tx, params.outage)).revision)
    return answer(work, await mergeOutages(work, params.outage, body.into))
  })
  mountStream(app, contracts.importOutages, ({ body, query, platform, actor }) =>
    importOutages(platform, actor, body, query),
  )
}

function factRoutes(app: FastifyInstance): void {
  mount(app, contracts.listOutages, ({ db, query }) => outagePage(db, query))
  mount(app, contracts.getOutage, async ({ db, params }) => {
    const outage = await readOutage(db, params.outage)
    return versioned(await toView(db, outage), outage.revision)
  })
  mount(app, contracts.updateOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await updateFacts(work, await lockedAt(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.changeOutageScope, async ({ work, params, body, ifMatch }) =>
    answer(work, await changeScope(work, await lockedAt(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.correctOutage, async ({ work, params, body, ifMatch }) =>
    answer(work, await correctOutage(work, await lockedAt(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.setEtr, async ({ work, params, body, ifMatch }) =>
    answer(work, await setEtr(work, await locked(work, params.outage, ifMatch), body)),
  )
  mount(app, contracts.listEtrs, async ({ db, params }) => ({
    items: await readEtrs(db, (await readOutage(db, params.outage)).id),
  }))
}

function historyRoutes(app: FastifyInstance): void {
  mount(app, contracts.listCustomerOutages, ({ db, params, query }) => customerOutagePage(db, params.customer, query))
  mount(app, contracts.listTimeline, async ({ db, params, query }) =>
    timelinePage(db, (await readOutage(db, params.outage)).id, query),
  )
  mount(app, contracts.addUpdate, async ({ work, params, body }) =>
    publishUpdate(work, await locked(work, params.outage, null), body),
  )
  mount(app, contracts.listRevisions, async ({ db, params, query }) =>
    revisionPage(db, (await readOutage(db, params.outage)).id, query),
  )
  mount(app, contracts.listDifferences, async ({ db, params, query }) =>
    differencePage(db, (await readOutage(db, params.outage)).id, params.revision, query),
  )
}

function taskRoutes(app: FastifyInstance): void {
  mount(app, contracts.listTasks, async ({ db, params }) => ({
    items: await readTasks(db, (await readOutage(db, params.outage)).id),
  }))
  mount(app, contracts.addTask, async ({ work, params, body }) =>
    atItsVersion(await addTask(work, await locked(work, params.outage, null), body)),
  )
  mount(app, contracts.changeTask, async ({ work, params, body, ifMatch }) => {
    const outage = await locked(work, params.outage, null)
    return atItsVersion(await changeTask(work, outage, { id: params.task, ifMatch }, body))
  })
  mount(app, contracts.removeTask, async ({ work, params, ifMatch }) => {
    await removeTask(work, await locked(work, params.outage, null), { id: params.task, ifMatch })
    return {}
  })
}

function serviceRoutes(app: FastifyInstance): void {
  mount(app, contracts.listAffected, async ({ db, params, query }) =>
    affectedPage(db, await readOutage(db, params.outage), query),
  )
  mount(app, contracts.exportAffected, async ({ db, params, query, platform }) => {
    const outage = await readOutage(db, params.outage)
    const rows = streamRows(platform, affected(outage, query))
    const columns = ['service', 'kind', 'customer', 'segment', 'area', 'evidence', 'money', 'from', 'to']
    return download(
      `${outage.number}-affected.csv`,
      csvOf(columns, rows, row => [
        row.service,
        row.kind,
        row.customer,
        row.segment,
        row.area,
        row.evidence,
        String(row.money),
        row.from_at.toString(),
        row.to_at?.toString() ?? null,
      ]),
    )
  })
  mount(app, contracts.getImpact, async ({ db, params, platform }) =>
    db.transaction().execute(async tx => impactOf(tx, await readOutage(tx, params.outage), platform.clock.now())),
  )
  mount(app, contracts.askWhatIf, ({ work, body }) => whatIf(work.tx, body, work.now))
  mount(app, contracts.exportWhatIf, async ({ work, body, platform }) => {
    const rows = streamRows(platform, listReach(await whatIfReach(work.tx, body, work.now)))
    return download(
      'what-if.csv',
      csvOf(['service', 'kind', 'segment', 'area', 'evidence'], rows, row => [
        row.service,
        row.kind,
        row.segment,
        row.area,
        row.evidence,
      ]),
    )
  })
  mount(app, contracts.listAppeals, async ({ db, params, query }) =>
    readAppeals(db, await readOutage(db, params.outage), query),
  )
  mount(app, contracts.openAppeal, async ({ work, params, body }) =>
    openAppeal(work, await locked(work, params.outage, null), body.service, body.note),
  )
  mount(app, contracts.decideAppeal, async ({ work, params, body }) =>
    decideAppeal(work, await locked(work, params.outage, null), params.service, body),
  )
}

function settingRoutes(app: FastifyInstance): void {
  mount(app, contracts.getOutageSettings, async ({ db }) => {
    const { settings, revision } = await readVersionedSettings(db)
    return versioned(settings, revision)
  })
  mount(app, contracts.setOutageSettings, async ({ work, body, ifMatch }) => {
    const { revision } = await readVersionedSettings(work.tx, { lock: true })
    requireMatch(ifMatch, revision)
    await writeSettings(work.tx, body)
    work.audit('outages.settings-changed', 'outages', body)
    return versioned(body, revision + 1)
  })
}

function atItsVersion(task: contracts.OutageTask) {
  return versioned(task, task.revision)
}

/** The outage under lock, at the version that the caller has seen if he says so. */
async function locked(work: Work, name: string, ifMatch: string | null): Promise<Outage> {
  const outage = await lockOutage(work.tx, name)
  if (ifMatch !== null) requireMatch(ifMatch, outage.revision)
  return outage
}

/** The same where the caller has to say it: what he changes must be what he has read. */
async function lockedAt(work: Work, name: string, ifMatch: string | null): Promise<Outage> {
  const outage = await lockOutage(work.tx, name)
  requireMatch(ifMatch, outage.revision)
  return outage
}

async function answer(work: Work, outage: Outage) {
  return versioned(await toView(work.tx, outage), outage.revision)
}
