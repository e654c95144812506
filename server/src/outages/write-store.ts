import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { problem, type Tx } from '../platform/index.ts'
import { jsonText } from './history-store.ts'
import type { NewOutage, Outage } from './outage.ts'
import { polygonText, type Scope } from './scope.ts'
import { findByReference, readInOrder } from './store.ts'

/** Writes new outages, in this order, in as few statements as one. */
export async function insertOutages(
  tx: Tx,
  outages: readonly NewOutage[],
  now: Temporal.Instant,
  actor: string,
): Promise<Outage[]> {
  if (outages.length === 0) return []
  const given = outages.map((outage, nth) => ({
    ...factsOf(outage),
    nth,
    reference: outage.reference,
    source: outage.source,
  }))
  const { rows } = await sql<{ id: string | null; nth: number }>`
    with given as materialized (
      select *, uuidv7() as id from jsonb_to_recordset(${jsonText(given)}::jsonb) as g (nth integer, reference text, source text, ${factTypes})
    ), written as (
      insert into outages.outage (id, reference, source, ${factNames}, created_at, created_by)
      select id, reference, source, ${factNames}, ${now}, ${actor} from given order by nth
      on conflict (reference) do nothing returning id
    )
    select w.id, g.nth from given g left join written w using (id) order by g.nth`.execute(tx)
  const written = outages.flatMap((outage, nth) => {
    const id = rows[nth]?.id ?? null
    return id === null ? [] : [{ ...outage, id }]
  })
  const refused = outages.find((_, nth) => (rows[nth]?.id ?? null) === null)
  if (refused) {
    const taken = await findByReference(tx, refused.reference ?? '')
    throw problem('outages.reference-taken', { reference: refused.reference, outage: taken?.number ?? '' })
  }
  await writeScopes(tx, written)
  await writeParts(tx, written)
  return readInOrder(
    tx,
    written.map(({ id }) => id),
  )
}

/** Writes outages that are locked as their next revisions, in as few statements as one. */
export async function updateOutages(
  tx: Tx,
  changes: readonly { readonly before: Outage; readonly after: Outage }[],
): Promise<Outage[]> {
  if (changes.length === 0) return []
  const given = changes.map(({ before, after }) => ({
    ...factsOf(after),
    id: before.id,
    revision: before.revision + 1,
    closed_at: after.closedAt?.toString() ?? null,
    merged_into: after.mergedInto,
  }))
  await sql`
    update outages.outage o set (${factNames}, closed_at, merged_into, revision) =
      row(${givenFacts}, g.closed_at, g.merged_into, g.revision)
    from jsonb_to_recordset(${jsonText(given)}::jsonb) as g (id uuid, revision integer, closed_at timestamptz, merged_into uuid, ${factTypes})
    where o.id = g.id`.execute(tx)
  const moved = changes.filter(({ before, after }) => after.scope !== before.scope).map(({ after }) => after)
  if (moved.length > 0) {
    await sql`delete from outages.scope where outage_id = any(${moved.map(({ id }) => id)}::uuid[])`.execute(tx)
    await writeScopes(tx, moved)
  }
  const parted = changes.filter(({ before, after }) => after.parts !== before.parts).map(({ after }) => after)
  if (parted.length > 0) {
    await sql`delete from outages.part where outage_id = any(${parted.map(({ id }) => id)}::uuid[])`.execute(tx)
    await writeParts(tx, parted)
  }
  return readInOrder(
    tx,
    changes.map(({ before }) => before.id),
  )
}

/** What may be different in each revision, by its column; how the columns are named, and of which types they are. */
function factsOf(outage: NewOutage | Outage) {
  return {
    status: outage.status,
    title: outage.title,
    cause: outage.cause,
    public_cause: outage.publicCause,
    extent: outage.extent,
    delivered_share: outage.deliveredShare,
    severity: outage.severity,
    planned: outage.planned,
    noticed_at: outage.noticedAt?.toString() ?? null,
    started_at: outage.startedAt.toString(),
    known_at: outage.knownAt?.toString() ?? null,
    restored_at: outage.restoredAt?.toString() ?? null,
    etr: outage.etr?.toString() ?? null,
    next_update_by: outage.nextUpdateBy?.toString() ?? null,
    kinds: outage.kinds,
    subscribers_hit: outage.subscribersHit,
    sites_hit: outage.sitesHit,
  }
}

const factColumns: Readonly<Record<keyof ReturnType<typeof factsOf>, string>> = {
  status: 'text',
  title: 'text',
  cause: 'text',
  public_cause: 'text',
  extent: 'text',
  delivered_share: 'numeric',
  severity: 'text',
  planned: 'boolean',
  noticed_at: 'timestamptz',
  started_at: 'timestamptz',
  known_at: 'timestamptz',
  restored_at: 'timestamptz',
  etr: 'timestamptz',
  next_update_by: 'timestamptz',
  kinds: 'text[]',
  subscribers_hit: 'integer',
  sites_hit: 'integer',
}
const factNames = sql.raw(Object.keys(factColumns).join(', '))
const givenFacts = sql.raw(
  Object.keys(factColumns)
    .map(name => `g.${name}`)
    .join(', '),
)
const factTypes = sql.raw(
  Object.entries(factColumns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', '),
)

type Written = Pick<Outage, 'id' | 'scope' | 'parts'>

async function writeScopes(tx: Tx, outages: readonly Written[]): Promise<void> {
  const rows = outages.flatMap(({ id, scope }) => placeRows(scope).map(row => ({ outage: id, ...row })))
  if (rows.length === 0) return
  await sql`
    insert into outages.scope (outage_id, kind, reference, element_id, service_id, shape)
    select * from unnest(${rows.map(row => row.outage)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.reference)}::text[], ${rows.map(row => row.element)}::bigint[], ${rows.map(row => row.service)}::bigint[],
      ${rows.map(row => row.shape)}::jsonb[])
    on conflict do nothing`.execute(tx)
}

function placeRows({ elements, areas, services, polygons }: Scope) {
  return [
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
}

async function writeParts(tx: Tx, outages: readonly Written[]): Promise<void> {
  const rows = outages.flatMap(({ id, parts }) => parts.map(part => ({ outage: id, ...part })))
  if (rows.length === 0) return
  await sql`
    insert into outages.part (outage_id, kind, reference, element_id, restored_at)
    select * from unnest(${rows.map(row => row.outage)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.place.key)}::text[], ${rows.map(row => row.place.id)}::bigint[],
      ${rows.map(row => row.restoredAt)}::timestamptz[])`.execute(tx)
}
