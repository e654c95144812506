import { sql } from 'kysely'
import { problem, requireMatch, type Work } from '../platform/index.ts'
import type { Element } from './element.ts'
import { childrenOf, elementsByKey, lockElement } from './element-store.ts'
import { idList } from './failed-ranges.ts'
import { lockShape, renumber } from './graph-store.ts'
import { markRedundant } from './import-elements.ts'

export interface WantedElement {
  readonly parents: readonly string[]
  readonly kind: string | null
  readonly name: string | null
  readonly area: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly retired: boolean
}

/** Adds an element or changes one, with its parents. An element that exists is changed only from its present version. */
export async function putElement(
  work: Work,
  key: string,
  wanted: WantedElement,
  ifMatch: string | null,
): Promise<Element> {
  const { tx, now } = work
  await lockShape(tx)
  const before = await lockElement(tx, key)
  if (before) requireMatch(ifMatch, before.revision)
  const parents = await elementsByKey(tx, wanted.parents)
  for (const name of wanted.parents) {
    const parent = parents.find(each => each.key === name)
    if (!parent || parent.retiredAt) throw problem('network.unknown-parent', { element: key, parent: name })
  }
  if (before && (await hangsBelow(work, before.id, parents))) throw problem('network.circle', { element: key })
  if (before && wanted.retired && (await childrenOf(tx, before.id, 1)).length > 0)
    throw problem('network.still-feeds', { element: key })

  const area = wanted.area ?? parents[0]?.area ?? null
  const { rows } = await sql<{ id: bigint }>`
    insert into network.element (key, kind, name, area, longitude, latitude, retired_at, updated_at)
    values (${key}, ${wanted.kind}, ${wanted.name}, ${area}, ${wanted.longitude}, ${wanted.latitude}, ${wanted.retired ? now : null}, ${now})
    on conflict (key) do update set kind = excluded.kind, name = excluded.name, area = excluded.area, longitude = excluded.longitude,
      latitude = excluded.latitude, retired_at = excluded.retired_at, updated_at = excluded.updated_at, revision = network.element.revision + 1
    returning id`.execute(tx)
  const id = rows[0]?.id ?? 0n
  const relinked = await setParents(
    work,
    id,
    parents.map(parent => parent.id),
  )
  if (wanted.retired)
    await sql`update network.element set position = null, last = null, dominator = null where id = ${id}`.execute(tx)
  // A retired element without children leaves a gap in the numbers, and nobody else moves.
  else if (!before) await placeLeaf(work, id, parents)
  else if (relinked || before.retiredAt) await renumber(tx)

  await work.emit('network.element-changed', `element:${id}`, { element: key })
  work.audit('network.put-element', `element:${id}`, {
    parents: parents.map(parent => parent.id.toString()),
    retired: wanted.retired,
  })
  const [after] = await elementsByKey(tx, [key])
  if (!after) throw new Error(`the element ${id} was not written`)
  return after
}

async function setParents({ tx }: Work, child: bigint, parents: readonly bigint[]): Promise<boolean> {
  const gone =
    await sql`delete from network.link where child = ${child} and parent <> all(${idList(parents)}::bigint[])`.execute(
      tx,
    )
  const come = await sql`
    insert into network.link (child, parent) select ${child}, * from unnest(${idList(parents)}::bigint[]) on conflict do nothing`.execute(
    tx,
  )
  const changed = (gone.numAffectedRows ?? 0n) + (come.numAffectedRows ?? 0n) > 0n
  if (changed) await markRedundant(tx, child)
  return changed
}

/** Whether one of the parents is fed by the element itself, on whatever path. */
async function hangsBelow({ tx }: Work, id: bigint, parents: readonly Element[]): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive above (id) as (
      select unnest(${idList(parents.map(parent => parent.id))}::bigint[])
      union
      select l.parent from above a join network.link l on l.child = a.id
    )
    select exists (select from above where id = ${id}) as found`.execute(tx)
  return rows[0]?.found === true
}

/** A new element with one parent takes the next free number of its parent, if there is one; otherwise the network is numbered anew. */
async function placeLeaf({ tx }: Work, id: bigint, parents: readonly Element[]): Promise<void> {
  const [parent] = parents
  if (parents.length === 1 && parent) {
    const { numAffectedRows } = await sql`
      update network.element set position = free.next, last = free.next, dominator = ${parent.id}
      from (select greatest(p.position, (select max(c.last) from network.element c where c.position > p.position and c.position <= p.last)) + 1 as next, p.last
        from network.element p where p.id = ${parent.id}) free
      where id = ${id} and free.next <= free.last`.execute(tx)
    if (numAffectedRows === 1n) return
  }
  await renumber(tx)
}
