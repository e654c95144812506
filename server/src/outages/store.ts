import type { Cause, Extent, ServiceKind } from '@pulih/engine'
import { sql, type RawBuilder } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import type { Outage, OutageStatus, Part, Severity } from './outage.ts'
import { nowhere, type Place, type Polygon, type Scope } from './scope.ts'

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

/** Locks outages in the one order in which outages are locked, and reads them in the order in which they were named. */
export async function lockOutages(tx: Tx, names: readonly string[]): Promise<Outage[]> {
  if (names.length === 0) return []
  const numbers = names.filter(isNumber).map(numberOf)
  const ids = names.filter(name => !isNumber(name))
  const wanted = sql`(o.id = any(${ids}::uuid[]) or o.number = any(${numbers}::bigint[]))`
  await sql`select from outages.outage o where ${wanted} order by o.id for update`.execute(tx)
  const found = new Map(
    (await readOutages(tx, wanted)).flatMap(outage => [
      [outage.id, outage],
      [outage.number, outage],
    ]),
  )
  return names.map(name => {
    const outage = found.get(isNumber(name) ? numberText(numberOf(name)) : name.toLowerCase())
    if (!outage) throw problem('outages.not-found', { outage: name })
    return outage
  })
}

export async function readOutages(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Outage[]> {
  const { rows } = await sql<Row>`${whole} where ${condition}`.execute(db)
  return rows.map(row => toOutage(row.id, [row]))
}

/** The outages with these ids, in this order. */
export async function readInOrder(tx: Tx, ids: readonly string[]): Promise<Outage[]> {
  const found = new Map((await readOutages(tx, sql`o.id = any(${ids}::uuid[])`)).map(outage => [outage.id, outage]))
  return ids.map(id => {
    const outage = found.get(id)
    if (!outage) throw problem('outages.not-found', { outage: id })
    return outage
  })
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

function named(name: string): RawBuilder<unknown> {
  return isNumber(name) ? sql`o.number = ${numberOf(name)}` : sql`o.id = ${name}::uuid`
}

function isNumber(name: string): boolean {
  return name.startsWith('OUT-')
}

function numberOf(name: string): bigint {
  return BigInt(name.slice(4))
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
