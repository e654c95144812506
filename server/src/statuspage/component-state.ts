import { sql } from 'kysely'
import type { Component } from '@pulih/statuspage'
import type { Db, Tx } from '../platform/index.ts'

/** How a component was shown last. */
export interface ComponentState {
  readonly status: string
  readonly createdAt: Temporal.Instant
  /** When it became so. */
  readonly changedAt: Temporal.Instant
}

export async function readStates(db: Db | Tx): Promise<ReadonlyMap<string, ComponentState>> {
  const { rows } = await sql<ComponentState & { readonly component: string }>`
    select component, status, created_at as "createdAt", changed_at as "changedAt" from statuspage.component_state`.execute(
    db,
  )
  return new Map(rows.map(row => [row.component, row]))
}

/** Notes what is shown from now on. */
export async function noteStates(db: Db | Tx, components: readonly Component[]): Promise<void> {
  const given = components.map(({ id, status, createdAt, updatedAt }) => ({ id, status, createdAt, updatedAt }))
  await sql`
    insert into statuspage.component_state as s (component, status, created_at, changed_at)
    select g.id, g.status, g."createdAt", g."updatedAt"
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id text, status text, "createdAt" timestamptz, "updatedAt" timestamptz)
    on conflict (component) do update set status = excluded.status, changed_at = excluded.changed_at
    where s.status <> excluded.status`.execute(db)
}
