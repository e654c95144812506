import type { AlarmSettings } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'
import { defaultSettings } from './settings.ts'

interface Row {
  readonly value: Partial<AlarmSettings>
  readonly revision: number
}

export async function readAlarmSettings(db: Db | Tx): Promise<AlarmSettings> {
  return (await readSettingsRow(db)).settings
}

export async function readSettingsRow(db: Db | Tx): Promise<{ settings: AlarmSettings; revision: number }> {
  const { rows } = await sql<Row>`select value, revision from outages.alarm_setting`.execute(db)
  return { settings: { ...defaultSettings, ...rows[0]?.value }, revision: rows[0]?.revision ?? 1 }
}

export async function lockSettingsRow(tx: Tx): Promise<{ settings: AlarmSettings; revision: number }> {
  await sql`select from outages.alarm_setting for update`.execute(tx)
  return readSettingsRow(tx)
}

/** Keeps only what was set, so that a better default reaches whoever never touched it. */
export async function writeAlarmSettings(tx: Tx, change: Partial<AlarmSettings>): Promise<void> {
  await sql`update outages.alarm_setting set value = value || ${JSON.stringify(change)}::jsonb, revision = revision + 1`.execute(
    tx,
  )
}
