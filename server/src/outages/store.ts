import type { Cause, Extent, ServiceKind } from '@pulih/engine'
import { sql, type RawBuilder } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import type { NewOutage, Outage, OutageStatus, Part, Severity } from './outage.ts'
import { nowhere, polygonText, type Place, type Polygon, type Scope } from './scope.ts'
import { createHash } from 'node:crypto'

interface Row {
  readonly id: string
  readonly number: bigint
  readonly reference: string | null
  readonly source: Outage['source']
  readonly status: OutageStatus
  readonly title: string
  readonly cause: Cause
  readonly public_cause: string | null
  readonly extent: Extent
  readonly delivered_share: string | null
  readonly severity: Severity
  readonly planned: boolean
  readonly noticed_at: Temporal.Instant | null
  readonly started_at: Temporal.Instant
  readonly known_at: Temporal.Instant | null
  readonly restored_at: Temporal.Instant | null
  readonly etr: Temporal.Instant | null
  readonly next_update_by: Temporal.Instant | null
  readonly closed_at: Temporal.Instant | null
  readonly kinds: ServiceKind[]
  readonly subscribers_hit: number | null
  readonly sites_hit: number | null
  readonly merged_into: string | null
  readonly revision: number
  readonly created_at: Temporal.Instant
  readonly places: readonly PlaceRow[]
  readonly parts: readonly PartRow[]
}

/** As jsonb, in which whole numbers beyond 2^53 would be lost: they come as texts. */
interface PlaceRow {
  readonly kind: 'element' | 'area' | 'service' | 'polygon'
  readonly reference: string
  readonly id: string | null
  readonly shape: Polygon | null
}

interface PartRow {
  readonly kind: Part['kind']
  readonly reference: string
  readonly id: string | null
  readonly restored_at: string
}

const whole = sql`
  select o.*,
    coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'reference', s.reference,
        'id', coalesce(s.element_id, s.service_id)::text, 'shape', s.shape) order by s.kind, s.reference)
      from outages.scope s where s.outage_id = o.id), '[]') as places,
    coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'reference', p.reference, 'id', p.element_id::text,
        'restored_at', p.restored_at) order by p.restored_at, p.kind, p.reference)
      from outages.part p where p.outage_id = o.id), '[]') as parts
  from outages.outage o`

/** Finds an outage by its UUID or its number. */
export async function readOutage(db: Db | Tx, name: string): Promise<Outage> {
  const { rows } = await sql<Row>`${whole} where ${named(name)}`.execute(db)
  return toOutage(name, rows)
}

/** Reads one outage and holds its row until the transaction ends, so that two people cannot restore it at once. */
export async function lockOutage(tx: Tx, name: string): Promise<Outage> {
  // Locked first and read by a second statement: one statement would read scope and parts as they were before it waited.
  await sql`select from outages.outage o where ${named(name)} for update`.execute(tx)
  return readOutage(tx, name)
}

/** Locks two outages in the one order in which outages are locked. */
export async function lockTwo(tx: Tx, first: string, second: string): Promise<[Outage, Outage]> {
  await sql`select from outages.outage o where ${named(first)} or ${named(second)} order by o.id for update`.execute(tx)
  return [await readOutage(tx, first), await readOutage(tx, second)]
}

export async function readOutages(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Outage[]> {
  const { rows } = await sql<Row>`${whole} where ${condition}`.execute(db)
  return rows.map(row => toOutage(row.id, [row]))
}

export async function findByReference(db: Db | Tx, reference: string): Promise<Outage | null> {
  const [found] = await readOutages(db, sql`o.reference = ${reference}`)
  return found ?? null
}

/** Real outages of elements that went on at some time within the interval: together they may cut off what each of them leaves alone. */
export function overlapping(
  db: Db | Tx,
  from: Temporal.Instant,
  to: Temporal.Instant | null,
  except: string | null,
): Promise<Outage[]> {
  return readOutages(
    db,
    sql`o.status not in ('suspected', 'retracted') and o.extent = 'total' and (o.restored_at is null or o.restored_at > ${from})
      and (${to}::timestamptz is null or o.started_at < ${to}) and o.id is distinct from ${except}::uuid
      and exists (select from outages.scope s where s.outage_id = o.id and s.kind = 'element') order by o.id`,
  )
}

export async function insertOutage(tx: Tx, outage: NewOutage, now: Temporal.Instant, actor: string): Promise<Outage> {
  const { rows } = await sql<{ id: string; number: bigint }>`
    insert into outages.outage (reference, source, status, title, cause, public_cause, extent, delivered_share, severity, planned,
      noticed_at, started_at, known_at, restored_at, etr, next_update_by, kinds, subscribers_hit, sites_hit, created_at, created_by)
    values (${outage.reference}, ${outage.source}, ${outage.status}, ${outage.title}, ${outage.cause}, ${outage.publicCause},
      ${outage.extent}, ${outage.deliveredShare}::numeric, ${outage.severity}, ${outage.planned}, ${outage.noticedAt}, ${outage.startedAt},
      ${outage.knownAt}, ${outage.restoredAt}, ${outage.etr}, ${outage.nextUpdateBy}, ${outage.kinds}::text[],
      ${outage.subscribersHit}, ${outage.sitesHit}, ${now}, ${actor})
    on conflict (reference) do nothing returning id, number`.execute(tx)
  const [row] = rows
  if (!row) {
    const taken = await findByReference(tx, outage.reference ?? '')
    throw problem('outages.reference-taken', { reference: outage.reference, outage: taken?.number ?? '' })
  }
  await writeScope(tx, row.id, outage.scope)
  await writeParts(tx, row.id, outage.parts)
  return readOutage(tx, row.id)
}

/** Writes an outage that is locked as its next revision. */
export async function updateOutage(tx: Tx, before: Outage, after: Outage): Promise<Outage> {
  await sql`
    update outages.outage set status = ${after.status}, title = ${after.title}, cause = ${after.cause},
      public_cause = ${after.publicCause}, extent = ${after.extent}, delivered_share = ${after.deliveredShare}::numeric,
      severity = ${after.severity}, planned = ${after.planned}, noticed_at = ${after.noticedAt}, started_at = ${after.startedAt},
      known_at = ${after.knownAt}, restored_at = ${after.restoredAt}, etr = ${after.etr}, next_update_by = ${after.nextUpdateBy},
      closed_at = ${after.closedAt}, kinds = ${after.kinds}::text[], subscribers_hit = ${after.subscribersHit},
      sites_hit = ${after.sitesHit}, merged_into = ${after.mergedInto}, revision = ${before.revision + 1}
    where id = ${before.id}`.execute(tx)
  if (after.scope !== before.scope) {
    await sql`delete from outages.scope where outage_id = ${before.id}`.execute(tx)
    await writeScope(tx, before.id, after.scope)
  }
  if (after.parts !== before.parts) {
    await sql`delete from outages.part where outage_id = ${before.id}`.execute(tx)
    await writeParts(tx, before.id, after.parts)
  }
  return readOutage(tx, before.id)
}

async function writeScope(tx: Tx, id: string, { elements, areas, services, polygons }: Scope): Promise<void> {
  const rows = [
    ...elements.map(({ key, id }) => ({ kind: 'element', reference: key, element: id, service: null, shape: null })),
    ...areas.map(key => ({ kind: 'area', reference: key, element: null, service: null, shape: null })),
    ...services.map(({ key, id }) => ({ kind: 'service', reference: key, element: null, service: id, shape: null })),
    ...polygons.map(polygon => ({
      kind: 'polygon',
      reference: createHash('sha256').update(polygonText(polygon)).digest('hex').slice(0, 16),
      element: null,
      service: null,
      shape: JSON.stringify(polygon),
    })),
  ]
  await sql`
    insert into outages.scope (outage_id, kind, reference, element_id, service_id, shape)
    select ${id}, * from unnest(${rows.map(row => row.kind)}::text[], ${rows.map(row => row.reference)}::text[],
      ${rows.map(row => row.element)}::bigint[], ${rows.map(row => row.service)}::bigint[], ${rows.map(row => row.shape)}::jsonb[])
    on conflict do nothing`.execute(tx)
}

async function writeParts(tx: Tx, id: string, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  await sql`
    insert into outages.part (outage_id, kind, reference, element_id, restored_at)
    select ${id}, * from unnest(${parts.map(part => part.kind)}::text[], ${parts.map(part => part.place.key)}::text[],
      ${parts.map(part => part.place.id)}::bigint[], ${parts.map(part => part.restoredAt)}::timestamptz[])`.execute(tx)
}

function named(name: string): RawBuilder<unknown> {
  return name.startsWith('OUT-') ? sql`o.number = ${BigInt(name.slice(4))}` : sql`o.id = ${name}::uuid`
}

export function numberText(number: bigint): string {
  return `OUT-${number.toString().padStart(6, '0')}`
}

function toOutage(name: string, rows: readonly Row[]): Outage {
  const [row] = rows
  if (!row) throw problem('outages.not-found', { outage: name })
  return {
    id: row.id,
    number: numberText(row.number),
    reference: row.reference,
    source: row.source,
    status: row.status,
    title: row.title,
    cause: row.cause,
    publicCause: row.public_cause,
    extent: row.extent,
    deliveredShare: row.delivered_share,
    severity: row.severity,
    planned: row.planned,
    noticedAt: row.noticed_at,
    startedAt: row.started_at,
    knownAt: row.known_at,
    restoredAt: row.restored_at,
    etr: row.etr,
    nextUpdateBy: row.next_update_by,
    closedAt: row.closed_at,
    kinds: row.kinds,
    subscribersHit: row.subscribers_hit,
    sitesHit: row.sites_hit,
    scope: toScope(row.places),
    parts: row.parts.map(part => ({
      kind: part.kind,
      place: toPlace(part),
      restoredAt: Temporal.Instant.from(part.restored_at),
    })),
    mergedInto: row.merged_into,
    revision: row.revision,
    createdAt: row.created_at,
  }
}

function toScope(rows: readonly PlaceRow[]): Scope {
  if (rows.length === 0) return nowhere
  const ofKind = (kind: PlaceRow['kind']) => rows.filter(row => row.kind === kind)
  return {
    elements: ofKind('element').map(toPlace),
    areas: ofKind('area').map(row => row.reference),
    services: ofKind('service').map(toPlace),
    polygons: ofKind('polygon').flatMap(row => (row.shape ? [row.shape] : [])),
  }
}

function toPlace({ reference, id }: Pick<PlaceRow, 'reference' | 'id'>): Place {
  return { key: reference, id: id === null ? null : BigInt(id) }
}
