import type { Evidence, OutageSettings } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

interface Row {
  readonly money_evidence: Exclude<Evidence, 'contradicted'>[]
  readonly start_tolerance_minutes: number
  readonly end_tolerance_minutes: number
  readonly settle_minutes: number
  readonly revision: number
}

/** How affected services are judged. */
export async function readSettings(db: Db | Tx): Promise<OutageSettings> {
  return (await readVersionedSettings(db)).settings
}

/** The same with its revision; under lock for whoever changes it. */
export async function readVersionedSettings(
  db: Db | Tx,
  { lock = false } = {},
): Promise<{ settings: OutageSettings; revision: number }> {
  const { rows } = await sql<Row>`
    select money_evidence::text[], start_tolerance_minutes, end_tolerance_minutes, settle_minutes, revision
    from outages.setting ${lock ? sql`for update` : sql``}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('outages.setting has lost its row')
  const settings = {
    moneyEvidence: row.money_evidence,
    startToleranceMinutes: row.start_tolerance_minutes,
    endToleranceMinutes: row.end_tolerance_minutes,
    settleMinutes: row.settle_minutes,
  }
  return { settings, revision: row.revision }
}

export async function writeSettings(tx: Tx, settings: OutageSettings): Promise<void> {
  await sql`
    update outages.setting set money_evidence = ${settings.moneyEvidence}::outages.evidence[],
      start_tolerance_minutes = ${settings.startToleranceMinutes}, end_tolerance_minutes = ${settings.endToleranceMinutes},
      settle_minutes = ${settings.settleMinutes}, revision = revision + 1`.execute(tx)
}
