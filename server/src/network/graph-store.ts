import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { aboveAll, dominatorsOf, type Graph } from './dominators.ts'
import { numberElements, type FormerNumbering } from './numbering.ts'
import { at, increase } from './typed-array.ts'

/** Whoever changes the shape of the network waits here for others who do, until their transactions end. */
export async function lockShape(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('network.shape'))`.execute(tx)
}

/** Keeps positions as they are until the transaction ends; others may do so too. */
export async function holdShape(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('network.shape'))`.execute(tx)
}

/** Numbers the network anew after links were changed, moving as few elements as possible. Returns how many moved. */
export async function renumber(tx: Tx): Promise<number> {
  const { ids, graph, former } = await readGraph(tx)
  const tree = dominatorsOf(graph)
  if (tree.order.length < graph.count) throw new Error('the network has a circle that was let in')
  const { position, last } = numberElements(tree, former)
  const moved: number[] = []
  for (let element = 0; element < graph.count; element++)
    if (
      position[element] !== former.position[element] ||
      last[element] !== former.last[element] ||
      tree.dominator[element] !== former.dominator[element]
    )
      moved.push(element)
  if (moved.length === 0) return 0
  const column = (value: (element: number) => number): string => `{${moved.map(value).join(',')}}`
  const dominators = column(element =>
    tree.dominator[element] === aboveAll ? 0 : at(ids, at(tree.dominator, element)),
  )
  await sql`
    update network.element e set position = m.position, last = m.last, dominator = nullif(m.dominator, 0)
    from unnest(
      ${column(element => at(ids, element))}::bigint[], ${column(element => at(position, element))}::integer[],
      ${column(element => at(last, element))}::integer[], ${dominators}::bigint[]) as m (id, position, last, dominator)
    where e.id = m.id`.execute(tx)
  return moved.length
}

interface StoredGraph {
  readonly ids: Float64Array
  readonly graph: Graph
  readonly former: FormerNumbering
}

/** Reads columns as one text each: a million rows as objects would take many times as long. */
async function readGraph(db: Db): Promise<StoredGraph> {
  const { rows } = await sql<Record<'ids' | 'positions' | 'lasts' | 'dominators', string | null>>`
    select string_agg(id::text, ',' order by id) as ids, string_agg(coalesce(position, 0)::text, ',' order by id) as positions,
      string_agg(coalesce(last, 0)::text, ',' order by id) as lasts, string_agg(coalesce(dominator, 0)::text, ',' order by id) as dominators
    from network.element where retired_at is null`.execute(db)
  const links = await sql<Record<'children' | 'parents', string | null>>`
    select string_agg(l.child::text, ',' order by l.child, l.parent) as children, string_agg(l.parent::text, ',' order by l.child, l.parent) as parents
    from network.link l join network.element c on c.id = l.child join network.element p on p.id = l.parent
    where c.retired_at is null and p.retired_at is null`.execute(db)
  const ids = numbersIn(rows[0]?.ids)
  const indexOf = new Map<number, number>()
  ids.forEach((id, index) => indexOf.set(id, index))
  const place = (id: number): number => indexOf.get(id) ?? aboveAll
  return {
    ids,
    graph: graphOf(
      ids.length,
      numbersIn(links.rows[0]?.children).map(place),
      numbersIn(links.rows[0]?.parents).map(place),
    ),
    former: {
      position: Int32Array.from(numbersIn(rows[0]?.positions)),
      last: Int32Array.from(numbersIn(rows[0]?.lasts)),
      dominator: Int32Array.from(numbersIn(rows[0]?.dominators).map(place)),
    },
  }
}

/** A graph from links sorted by child. */
export function graphOf(count: number, children: ArrayLike<number>, parents: ArrayLike<number>): Graph {
  const starts = new Int32Array(count + 1)
  for (let link = 0; link < children.length; link++) increase(starts, (children[link] as number) + 1, 1)
  for (let element = 0; element < count; element++) increase(starts, element + 1, at(starts, element))
  return { count, starts, parents: Int32Array.from(parents) }
}

/** The whole numbers of a list with commas. */
export function numbersIn(text: string | null | undefined): Float64Array {
  if (text === null || text === undefined || text === '') return new Float64Array(0)
  const numbers: number[] = []
  let value = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 44) {
      numbers.push(value)
      value = 0
    } else value = value * 10 + code - 48
  }
  numbers.push(value)
  return Float64Array.from(numbers)
}
