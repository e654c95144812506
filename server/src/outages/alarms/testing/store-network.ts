import { sql } from 'kysely'
import type { Db } from '../../../platform/index.ts'
import { makeNetwork, type MadeElement, type MadeNetwork } from './made-network.ts'

/** Writes a made network into the database as an import would leave it. */
export async function storeNetwork(db: Db, elements: readonly MadeElement[]): Promise<MadeNetwork> {
  const network = makeNetwork(elements)
  const kinds = new Map(elements.map(({ key, kind }) => [key, kind]))
  const first = network.keys.map((_, place) => place * 3 + 7)
  const last = network.keys.map((_, place) => ((network.tree.last[place] ?? place) + 1) * 3 + 6)
  await sql`
    insert into network.element (key, kind, name, position, last, updated_at)
    select key, kind, key, position, last, '2026-01-01' from unnest(${network.keys}::text[],
      ${network.keys.map(key => kinds.get(key) ?? '')}::text[], ${first}::integer[], ${last}::integer[]) as e (key, kind, position, last)`.execute(
    db,
  )
  const links = elements.flatMap(({ key, parents }) =>
    parents.map(parent => ({ key, parent, redundant: parents.length > 1 })),
  )
  await sql`
    insert into network.link (child, parent, redundant)
    select c.id, p.id, l.redundant from unnest(${links.map(({ key }) => key)}::text[], ${links.map(({ parent }) => parent)}::text[],
      ${links.map(({ redundant }) => redundant)}::boolean[]) as l (child, parent, redundant)
    join network.element c on c.key = l.child join network.element p on p.key = l.parent`.execute(db)
  return network
}
