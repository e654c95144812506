import type { Cause } from '@pulih/engine'
import { sql } from 'kysely'
import { problem, type Db, type Tx, type Work } from '../platform/index.ts'
import { externalCauses, isExternal } from './external-cause.ts'

/** A named person's decision to rely on an external cause, with what proves it. */
export interface Exclusion {
  readonly id: string
  readonly outageId: string
  readonly serviceKey: string | null
  readonly cause: Cause
  readonly decidedBy: string
  readonly reason: string
  readonly evidence: string
  readonly at: Temporal.Instant
  readonly actor: string
  readonly withdrawnAt: Temporal.Instant | null
}

const columns = sql.raw(
  `id, outage_id as "outageId", service_key as "serviceKey", cause, decided_by as "decidedBy", reason, evidence, at, actor, withdrawn_at as "withdrawnAt"`,
)

export type NewExclusion = Pick<Exclusion, 'outageId' | 'cause' | 'decidedBy' | 'reason' | 'evidence'> & {
  readonly service: { readonly id: bigint; readonly key: string } | null
}

export async function exclude(work: Work, given: NewExclusion): Promise<Exclusion> {
  if (!isExternal(given.cause))
    throw problem('compensation.not-external', { cause: given.cause, external: externalCauses.join(', ') })
  const { rows } = await sql<Exclusion>`
    insert into compensation.exclusion (outage_id, service_id, service_key, cause, decided_by, reason, evidence, at, actor)
    values (${given.outageId}, ${given.service?.id ?? null}, ${given.service?.key ?? null}, ${given.cause}, ${given.decidedBy}, ${given.reason}, ${given.evidence}, ${work.now}, ${work.actor.id})
    on conflict do nothing returning ${columns}`.execute(work.tx)
  const [exclusion] = rows
  if (!exclusion) throw problem('compensation.already-excluded')
  work.audit('compensation.excluded', `outage:${given.outageId}`, { exclusion: exclusion.id, cause: given.cause })
  return exclusion
}

/** Later runs count the outage as the operator's own again; earlier ones keep what they showed. */
export async function withdrawExclusion(work: Work, id: string): Promise<Exclusion> {
  const { rows } = await sql<Exclusion>`
    update compensation.exclusion set withdrawn_at = ${work.now}, withdrawn_by = ${work.actor.id} where id = ${id} and withdrawn_at is null returning ${columns}`.execute(
    work.tx,
  )
  const [exclusion] = rows
  if (!exclusion) throw problem('compensation.exclusion-not-found', { exclusion: id })
  work.audit('compensation.exclusion-withdrawn', `outage:${exclusion.outageId}`, { exclusion: id })
  return exclusion
}

export async function listExclusions(
  db: Db | Tx,
  filter: { readonly outage?: string | undefined; readonly ids?: readonly string[] },
  after: string | null,
  limit: number,
): Promise<Exclusion[]> {
  const conditions = [
    after === null ? null : sql`id > ${after}`,
    filter.outage === undefined ? null : sql`outage_id = ${filter.outage}`,
    filter.ids === undefined ? null : sql`id = any(${filter.ids}::uuid[])`,
  ].filter(condition => condition !== null)
  const { rows } =
    await sql<Exclusion>`select ${columns} from compensation.exclusion where ${sql.join([sql`true`, ...conditions], sql` and `)} order by id limit ${limit}`.execute(
      db,
    )
  return rows
}
