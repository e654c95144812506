import type { AlarmMapping, AlarmSource, AlarmSourceKind } from '@pulih/contracts'
import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../../platform/index.ts'

export interface Source {
  readonly name: string
  readonly kind: AlarmSourceKind
  readonly enabled: boolean
  readonly mapping: AlarmMapping
  readonly revision: number
}

interface Row extends Source {
  readonly last_alarm_at: Temporal.Instant | null
  readonly truncated: bigint
  readonly mistakes: bigint
}

/** Reading uses what an operator has not said in its usual meaning. */
export const usualMapping: AlarmMapping = { element: [], unreachable: [], least: 'info', timeZone: 'UTC' }

export async function listSources(db: Db): Promise<AlarmSource[]> {
  const { rows } = await sql<Row>`
    select s.*, (select max(a.last_seen_at) from outages.alarm a where a.source = s.name) as last_alarm_at
    from outages.alarm_source s order by s.name`.execute(db)
  return rows.map(toView)
}

export async function readSource(db: Db | Tx, name: string): Promise<AlarmSource> {
  const { rows } = await sql<Row>`
    select s.*, (select max(a.last_seen_at) from outages.alarm a where a.source = s.name) as last_alarm_at
    from outages.alarm_source s where s.name = ${name}`.execute(db)
  const [row] = rows
  if (!row) throw problem('alarms.source-not-found', { source: name })
  return toView(row)
}

/** The source as each message needs it: without counting anything. */
export async function findSource(db: Db | Tx, name: string): Promise<Source> {
  const { rows } =
    await sql<Source>`select name, kind, enabled, mapping, revision from outages.alarm_source where name = ${name}`.execute(
      db,
    )
  const [row] = rows
  if (!row) throw problem('alarms.source-not-found', { source: name })
  return { ...row, mapping: { ...usualMapping, ...row.mapping } }
}

export async function lockSource(tx: Tx, name: string): Promise<Source> {
  await sql`select from outages.alarm_source where name = ${name} for update`.execute(tx)
  return findSource(tx, name)
}

export async function insertSource(tx: Tx, name: string, kind: AlarmSourceKind, mapping: AlarmMapping): Promise<void> {
  const { rows } = await sql`
    insert into outages.alarm_source (name, kind, mapping) values (${name}, ${kind}, ${JSON.stringify(mapping)}::jsonb)
    on conflict do nothing returning name`.execute(tx)
  if (rows.length === 0) throw problem('alarms.source-taken', { source: name })
}

export async function updateSource(tx: Tx, { name, enabled, mapping }: Source): Promise<void> {
  await sql`
    update outages.alarm_source set enabled = ${enabled}, mapping = ${JSON.stringify(mapping)}::jsonb, revision = revision + 1
    where name = ${name}`.execute(tx)
}

/** Counts what was lost on the way. Rare, so that ordinary messages do not queue for the source's row. */
export async function countLosses(
  tx: Tx,
  name: string,
  { truncated, mistakes }: { readonly truncated: number; readonly mistakes: number },
): Promise<void> {
  if (truncated + mistakes === 0) return
  await sql`update outages.alarm_source set truncated = truncated + ${truncated}, mistakes = mistakes + ${mistakes} where name = ${name}`.execute(
    tx,
  )
}

function toView({
  last_alarm_at: lastAlarmAt,
  truncated,
  mistakes,
  name,
  kind,
  enabled,
  mapping,
  revision,
}: Row): AlarmSource {
  return {
    name,
    kind,
    enabled,
    mapping: { ...usualMapping, ...mapping },
    lastAlarmAt: lastAlarmAt?.toString() ?? null,
    truncated: Number(truncated),
    mistakes: Number(mistakes),
    revision,
  }
}
