import type { AlarmSettings } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { treeOf, type Tree } from './tree.ts'

/** The network as correlation sees it, with the way from an element's id to its place in the tree and back. */
export interface Network {
  readonly tree: Tree
  readonly placeOf: (elementId: bigint) => number | undefined
  readonly idAt: (place: number) => bigint
}

/** The network of the last correlation, for as long as nothing in it moves: alarms change by the second, a network by the day. */
let latest: { readonly version: string; readonly network: Network } | undefined

export async function readNetwork(tx: Tx, settings: AlarmSettings): Promise<Network> {
  const version = `${await readVersion(tx)} ${JSON.stringify([settings.silentKinds, settings.endpointKinds])}`
  if (latest?.version !== version) latest = { version, network: await readAll(tx, settings) }
  return latest.network
}

/** Changes with every number, kind and link on which correlation depends. */
async function readVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', current_database(), count(*), max(updated_at), sum(position::bigint), sum(last::bigint),
      (select count(*) || ' ' || sum(hashint8(child) # hashint8(parent)::bigint) from network.link where redundant)) as version
    from network.element where retired_at is null`.execute(tx)
  return rows[0]?.version ?? ''
}

/** Reads columns as a few long texts: a million elements as rows would take many times as long. */
async function readAll(tx: Tx, { silentKinds, endpointKinds }: AlarmSettings): Promise<Network> {
  const lower = (kinds: readonly string[]) => kinds.map(kind => kind.toLowerCase())
  const { rows } = await sql<Record<'ids' | 'positions' | 'lasts' | 'monitored' | 'endpoint', string | null>>`
    select string_agg(id::text, ',' order by position) as ids, string_agg(position::text, ',' order by position) as positions,
      string_agg(last::text, ',' order by position) as lasts,
      string_agg(case when lower(kind) = any(${lower(silentKinds)}::text[]) then '0' else '1' end, '' order by position) as monitored,
      string_agg(case when lower(kind) = any(${lower(endpointKinds)}::text[]) then '1' else '0' end, '' order by position) as endpoint
    from network.element where retired_at is null and position is not null`.execute(tx)
  const ids = numbersIn(rows[0]?.ids)
  const places = new Map<number, number>()
  ids.forEach((id, place) => places.set(id, place))
  const columns = {
    positions: numbersIn(rows[0]?.positions),
    lasts: numbersIn(rows[0]?.lasts),
    monitored: flagsIn(rows[0]?.monitored),
    endpoint: flagsIn(rows[0]?.endpoint),
  }
  return {
    tree: treeOf(columns, await readParents(tx, places)),
    placeOf: id => places.get(Number(id)),
    idAt: place => BigInt(ids[place] ?? 0),
  }
}

async function readParents(tx: Tx, places: ReadonlyMap<number, number>): Promise<Map<number, number[]>> {
  const { rows } = await sql<Record<'children' | 'parents', string | null>>`
    select string_agg(l.child::text, ',' order by l.child, l.parent) as children,
      string_agg(l.parent::text, ',' order by l.child, l.parent) as parents
    from network.link l join network.element p on p.id = l.parent where l.redundant and p.retired_at is null`.execute(
    tx,
  )
  const above = numbersIn(rows[0]?.parents)
  const parents = new Map<number, number[]>()
  numbersIn(rows[0]?.children).forEach((id, index) => {
    const [child, parent] = [places.get(id), places.get(above[index] ?? 0)]
    if (child === undefined || parent === undefined) return
    const known = parents.get(child)
    if (known) known.push(parent)
    else parents.set(child, [parent])
  })
  return parents
}

function numbersIn(text: string | null | undefined): Float64Array {
  return text ? Float64Array.from(text.split(','), Number) : new Float64Array(0)
}

function flagsIn(text: string | null | undefined): Uint8Array {
  return Uint8Array.from(text ?? '', flag => (flag === '1' ? 1 : 0))
}
