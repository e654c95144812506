import {
  acknowledgeAlarms,
  addAlarmSource,
  assignAlarms,
  changeAlarmSettings,
  changeAlarmSource,
  clearAlarms,
  getAlarmSettings,
  getAlarmSource,
  listAlarms,
  listAlarmSources,
  releaseAlarms,
} from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, versioned } from '../../platform/index.ts'
import { acknowledgeByHand, assignByHand, clearByHand, releaseToCorrelation } from './handle-alarms.ts'
import { addSource, changeSettings, changeSource } from './handle-sources.ts'
import { intakeRoutes } from './intake-routes.ts'
import { alarmPage } from './list-store.ts'
import { readSettingsRow } from './settings-store.ts'
import { listSources, readSource } from './source-store.ts'

export function alarmRoutes(app: FastifyInstance): void {
  intakeRoutes(app)

  mount(app, listAlarms, ({ db, query }) => alarmPage(db, query))
  mount(app, assignAlarms, async ({ work, body }) => ({ changed: await assignByHand(work, body.alarms, body.outage) }))
  mount(app, releaseAlarms, async ({ work, body }) => ({ changed: await releaseToCorrelation(work, body.alarms) }))
  mount(app, acknowledgeAlarms, async ({ work, body }) => ({ changed: await acknowledgeByHand(work, body.alarms) }))
  mount(app, clearAlarms, async ({ work, body }) => ({ changed: await clearByHand(work, body.alarms) }))

  mount(app, listAlarmSources, async ({ db }) => ({ items: await listSources(db) }))
  mount(app, getAlarmSource, async ({ db, params }) => {
    const source = await readSource(db, params.source)
    return versioned(source, source.revision)
  })
  mount(app, addAlarmSource, async ({ work, body }) => {
    await addSource(work, body.name, body.kind, body.mapping ?? {})
    const source = await readSource(work.tx, body.name)
    return versioned(source, source.revision)
  })
  mount(app, changeAlarmSource, async ({ work, params, body, ifMatch }) => {
    await changeSource(work, params.source, ifMatch, body)
    const source = await readSource(work.tx, params.source)
    return versioned(source, source.revision)
  })

  mount(app, getAlarmSettings, async ({ db }) => {
    const { settings, revision } = await readSettingsRow(db)
    return versioned(settings, revision)
  })
  mount(app, changeAlarmSettings, async ({ work, body, ifMatch }) => {
    await changeSettings(work, ifMatch, body)
    const { settings, revision } = await readSettingsRow(work.tx)
    return versioned(settings, revision)
  })
}
