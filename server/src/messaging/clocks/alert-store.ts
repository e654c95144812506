import { sql } from 'kysely'
import type { Clock } from '@pulih/notices'
import type { Db, Tx } from '../../platform/index.ts'
import type { Alert } from './steps.ts'

/** Of which outage staff are alerted. */
export interface OutageAlert extends Alert {
  readonly outage: string
  readonly number: string
}

type Name = Pick<OutageAlert, 'outage' | 'kind'> & { readonly clock: Pick<Clock, 'rule' | 'tell' | 'dueAt'> }

function nameOf({ outage, kind, clock: { rule, tell, dueAt } }: Name): string {
  return [outage, kind, rule, tell, dueAt?.toString() ?? ''].join(' ')
}

/** Those of which nobody was alerted so far. Another one may raise them meanwhile: `keepAlerts` decides. */
export async function newAlerts(db: Db, alerts: readonly OutageAlert[]): Promise<readonly OutageAlert[]> {
  if (alerts.length === 0) return []
  const outages = [...new Set(alerts.map(({ outage }) => outage))]
  const { rows } = await sql<{ outage: string; kind: Alert['kind'] } & Pick<Clock, 'rule' | 'tell' | 'dueAt'>>`
    select outage_id as outage, kind, rule, tell, due_at as "dueAt" from messaging.clock_alert
    where outage_id = any(${outages}::uuid[])`.execute(db)
  const raised = new Set(rows.map(({ outage, kind, ...clock }) => nameOf({ outage, kind, clock })))
  return alerts.filter(alert => !raised.has(nameOf(alert)))
}

/** Notes that they are raised, and returns those that nobody had noted before. */
export async function keepAlerts(
  tx: Tx,
  alerts: readonly OutageAlert[],
  now: Temporal.Instant,
): Promise<readonly OutageAlert[]> {
  const { rows } = await sql<{ outage: string; kind: Alert['kind'] } & Pick<Clock, 'rule' | 'tell' | 'dueAt'>>`
    insert into messaging.clock_alert (outage_id, kind, rule, tell, due_at, at)
    select a.outage, a.kind, a.rule, a.tell, a.due_at, ${now}
    from unnest(${alerts.map(({ outage }) => outage)}::uuid[], ${alerts.map(({ kind }) => kind)}::text[],
      ${alerts.map(({ clock }) => clock.rule)}::text[], ${alerts.map(({ clock }) => clock.tell)}::text[],
      ${alerts.map(({ clock }) => clock.dueAt?.toString() ?? null)}::timestamptz[]) as a (outage, kind, rule, tell, due_at)
    order by 1, 2, 3, 4, 5
    on conflict (outage_id, rule, tell, due_at, kind) do nothing
    returning outage_id as outage, kind, rule, tell, due_at as "dueAt"`.execute(tx)
  const kept = new Set(rows.map(({ outage, kind, ...clock }) => nameOf({ outage, kind, clock })))
  return alerts.filter(alert => kept.has(nameOf(alert)))
}
