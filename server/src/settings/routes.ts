import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { getSetting, listSettings, putSetting, settingHistory } from '@pulih/contracts'
import {
  mount,
  problem,
  readVersionedSetting,
  requireMatch,
  versioned,
  writeSetting,
  type Db,
  type Platform,
  type Setting,
  type Tx,
} from '../platform/index.ts'

export function settingsRoutes(app: FastifyInstance): void {
  const find = ({ contexts }: Platform, name: string): Setting => {
    const setting = contexts.flatMap(context => context.settings ?? []).find(each => each.name === name)
    if (!setting) throw problem('settings.not-found', { name })
    return setting
  }

  mount(app, listSettings, async ({ db, platform }) => {
    const all = platform.contexts
      .flatMap(context => context.settings ?? [])
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return { items: await Promise.all(all.map(setting => view(db, setting))) }
  })

  mount(app, getSetting, async ({ params, db, platform }) => {
    const shown = await view(db, find(platform, params.name))
    return versioned(shown, shown.revision)
  })

  mount(app, putSetting, async ({ params, body, work, platform, ifMatch }) => {
    const setting = find(platform, params.name)
    requireMatch(ifMatch, (await readVersionedSetting(work.tx, setting, { lock: true })).revision)
    const revision = await writeSetting(work, setting, body.value)
    return versioned(await view(work.tx, setting), revision)
  })

  mount(app, settingHistory, async ({ params, db, platform }) => {
    const { name } = find(platform, params.name)
    const { rows } = await sql<{ revision: number; value: unknown; at: Temporal.Instant; by: string }>`
      select revision, value, changed_at as at, changed_by as by from platform.setting_history where name = ${name} order by revision desc limit 200`.execute(
      db,
    )
    return { items: rows.map(row => ({ ...row, at: row.at.toString() })) }
  })
}

async function view(db: Db | Tx, setting: Setting) {
  const { value, revision } = await readVersionedSetting(db, setting)
  return { name: setting.name, says: setting.says, value, schema: setting.schema, revision, isDefault: revision === 0 }
}
