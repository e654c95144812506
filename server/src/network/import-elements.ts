import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'
import { inCircles } from './dominators.ts'
import { graphOf, lockShape, numbersIn, renumber } from './graph-store.ts'
import { degrees, key, keys, text } from './imports/columns.ts'
import { rejectRepeated, type ImportKind, type Stage } from './imports/kind.ts'
import { upsert } from './imports/upsert.ts'

/** Elements with their parents. Several parents, with bars between them, are redundant; an element without one is fed from outside. */
export const importElements: ImportKind = {
  name: 'elements',
  tables: ['network.element', 'network.link'],
  columns: () => [
    key('element', { required: true }),
    keys('parents', { aliases: ['parent'] }),
    text('kind'),
    text('name'),
    key('area'),
    degrees('longitude', 180),
    degrees('latitude', 90),
  ],

  async check(stage) {
    await rejectRepeated(stage, 'element', ['element'], 'element')
    if (!stage.columns.has('parents')) return
    do await rejectOrphans(stage)
    while ((await rejectCircles(stage)) > 0)
  },

  async apply(stage, work) {
    const { tx, table } = stage
    await lockShape(tx)
    const own = ['kind', 'name', 'longitude', 'latitude'].filter(name => stage.columns.has(name))
    const { added, changed } = await upsert(stage, {
      table: 'network.element',
      // An element without an area of its own keeps the one that it was given or has from its parent.
      from: sql`select s.element as key, ${sql.join([...own.map(name => sql.ref(`s.${name}`)), stage.columns.has('area') ? sql`coalesce(s.area, e.area) as area` : sql`e.area`])},
        null::timestamptz as retired_at from ${table} s left join network.element e on e.key = s.element`,
      key: ['key'],
      columns: [...own, 'area', 'retired_at'],
      stamps: { updated_at: work.now },
    })
    const relinked = stage.columns.has('parents') ? await relink(stage) : 0
    // Elements without a position are new, or were retired until now.
    if (relinked + added + changed > 0) await renumber(tx)
    if (relinked + added + changed > 0) await inheritAreas(tx)
    return { added, changed: changed + Math.max(0, relinked - added) }
  },
}

/** Refuses rows with a parent that is not there, then those that lost their parent by this, and so on. */
async function rejectOrphans(stage: Stage): Promise<void> {
  const { table } = stage
  for (let refused = 1; refused > 0;)
    refused = await stage.reject(
      'parents',
      'unknown-parent',
      sql`select s.row, min(p.parent) as value from ${table} s cross join lateral unnest(string_to_array(s.parents, '|')) as p (parent)
        where not exists (select from ${table} o where o.element = p.parent)
          and not exists (select from network.element e where e.key = p.parent and e.retired_at is null)
        group by s.row`,
    )
}

/** Refuses rows that close a circle, be it within the file or through elements that are already there. */
async function rejectCircles(stage: Stage): Promise<number> {
  const { tx, table } = stage
  await sql`
    create temporary table node on commit drop as
    select row_number() over () - 1 as node, coalesce(s.element, e.key) as key, s.row, e.id, s.parents
    from ${table} s full join (select id, key from network.element where retired_at is null) e on e.key = s.element`.execute(
    tx,
  )
  await sql`analyze node`.execute(tx)
  const { rows } = await sql<{ count: bigint; children: string | null; parents: string | null; rows: string | null }>`
    with link as (
      select c.node as child, p.node as parent from node c cross join lateral unnest(string_to_array(c.parents, '|')) as n (key) join node p on p.key = n.key
      union all
      select c.node, p.node from network.link l join node c on c.id = l.child and c.row is null join node p on p.id = l.parent
    )
    select (select count(*) from node) as count, string_agg(child::text, ',' order by child, parent) as children,
      string_agg(parent::text, ',' order by child, parent) as parents,
      (select string_agg(coalesce(row, 0)::text, ',' order by node) from node) as rows from link`.execute(tx)
  await sql`drop table node`.execute(tx)
  const [all] = rows
  const rowOf = numbersIn(all?.rows)
  const circles = [...inCircles(graphOf(Number(all?.count ?? 0), numbersIn(all?.children), numbersIn(all?.parents)))]
  const guilty = circles.map(node => rowOf[node] ?? 0).filter(row => row > 0)
  if (guilty.length === 0) return 0
  return stage.reject(
    'parents',
    'circle',
    sql`select row, element as value from ${table} where row = any(${`{${guilty.join(',')}}`}::integer[])`,
  )
}

/** Makes the links of all staged elements what the file says. Returns how many elements hang differently now. */
async function relink({ tx, table }: Stage): Promise<number> {
  await sql`
    create temporary table wanted on commit drop as
    select distinct c.id as child, p.id as parent from ${table} s join network.element c on c.key = s.element
    cross join lateral unnest(string_to_array(s.parents, '|')) as n (key) join network.element p on p.key = n.key`.execute(
    tx,
  )
  await sql`
    create temporary table staged on commit drop as
    select e.id from ${table} s join network.element e on e.key = s.element`.execute(tx)
  await sql`analyze wanted, staged`.execute(tx)
  const { rows } = await sql<{ child: bigint }>`
    with gone as (
      delete from network.link l using staged s where l.child = s.id
        and not exists (select from wanted w where w.child = l.child and w.parent = l.parent) returning l.child
    ), come as (
      insert into network.link (child, parent) select child, parent from wanted w
      where not exists (select from network.link l where l.child = w.child and l.parent = w.parent) returning child
    )
    select child from gone union select child from come`.execute(tx)
  await markRedundant(tx)
  await sql`drop table wanted, staged`.execute(tx)
  return rows.length
}

/** Notes which links are one of several; of one element, or of all. */
export async function markRedundant(tx: Tx, child: bigint | null = null): Promise<void> {
  await sql`
    update network.link l set redundant = c.parents > 1
    from (select child, count(*) as parents from network.link where ${child}::bigint is null or child = ${child}
      group by child having count(*) > 1 or bool_or(redundant)) c
    where c.child = l.child and l.redundant <> (c.parents > 1)`.execute(tx)
}

/** An element without an area has that of the parent it is listed with first; a generation each time. */
async function inheritAreas(tx: Tx): Promise<void> {
  for (let given = 1n; given > 0n;) {
    const { numAffectedRows } = await sql`
      update network.element e set area = p.area
      from (select distinct on (l.child) l.child, p.area from network.link l join network.element p on p.id = l.parent
        join network.element c on c.id = l.child where c.area is null and p.area is not null order by l.child, l.parent) p
      where p.child = e.id`.execute(tx)
    given = numAffectedRows ?? 0n
  }
}
