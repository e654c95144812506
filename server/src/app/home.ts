import { readHome } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { operatorSetting, runFigures } from '../compensation/index.ts'
import { payoutFigures } from '../ledger/payouts/index.ts'
import { importFigures } from '../network/index.ts'
import { alarmFigures, outageFigures } from '../outages/index.ts'
import { mount, readSetting } from '../platform/index.ts'

/**
 * The first page of the console, put together where all contexts are known. Each statement is answered from an index or a small table,
 * but for the areas, which are counted at most every quarter of a minute.
 */
export function homeRoutes(app: FastifyInstance): void {
  mount(app, readHome, async ({ db, platform, actor }) => {
    const now = platform.clock.now()
    const { timeZone } = await readSetting(db, operatorSetting)
    const dayFrom = now.toZonedDateTimeISO(timeZone).startOfDay().toInstant()
    const may = (permission: 'outages.read' | 'compensation.read' | 'payouts.read' | 'network.read') =>
      actor.permissions.has(permission)
    const [outages, alarms, runs, payouts, imports] = await Promise.all([
      may('outages.read') ? outageFigures(platform, now, dayFrom) : null,
      may('outages.read') ? alarmFigures(db) : null,
      may('compensation.read') ? runFigures(db, dayFrom) : null,
      may('payouts.read') ? payoutFigures(db, now) : null,
      may('network.read') ? importFigures(db, dayFrom) : null,
    ])
    return { at: now.toString(), dayFrom: dayFrom.toString(), timeZone, outages, alarms, runs, payouts, imports }
  })
}
