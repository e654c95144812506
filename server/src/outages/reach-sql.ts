import { sql, type RawBuilder } from 'kysely'
import { inAreas, servedTimes, servicesAs } from '../subscribers/index.ts'
import type { Reach } from './reach.ts'
import { positionsOf } from './stretches.ts'

/**
 * The services that a reach covers as rows `service_id, evidence, own_from, own_to, gone_at`, each once with its best evidence. Who became
 * a customer meanwhile is hit from then on, who left until then, which is `gone_at`. The stretches do not overlap, so that a reach of elements alone needs no search for doubles, which a million rows would feel.
 */
export function reachedServices(reach: Reach): RawBuilder<unknown> {
  const { stretches, areas, services, polygonElements } = reach
  const sources: RawBuilder<unknown>[] = []
  if (stretches.length > 0) sources.push(byStretch(reach))
  if (services.length > 0) sources.push(byName(reach, named(services), 'list'))
  if (areas.length > 0) sources.push(byName(reach, inAreas(sql`s.area`, areas), 'area'))
  if (polygonElements.length > 0) sources.push(byName(reach, standing(polygonElements), 'area'))
  const [first, ...more] = sources
  if (!first)
    return sql`select null::bigint as service_id, null::outages.evidence as evidence, null::timestamptz as own_from, null::timestamptz as own_to, null::timestamptz as gone_at where false`
  if (more.length === 0) return first
  return sql`
    select distinct on (service_id) * from (${sql.join(sources, sql` union all `)}) reached order by service_id, evidence, own_to desc nulls first`
}

function byStretch(reach: Reach): RawBuilder<unknown> {
  const { stretches } = reach
  return sql`
    select s.id as service_id, w.evidence, ${servedPart(reach, sql`w.own_from`, endOf(reach, sql`w.own_to`))}
    from unnest(${stretches.map(stretch => stretch.first)}::integer[], ${stretches.map(stretch => stretch.last)}::integer[],
      ${stretches.map(stretch => stretch.evidence)}::outages.evidence[], ${stretches.map(stretch => stretch.from)}::timestamptz[],
      ${stretches.map(stretch => stretch.to)}::timestamptz[]) as w (first, last, evidence, own_from, own_to)
    join ${servicesAs('s')} on s.position between w.first and w.last
    where ${concerned(reach, sql`w.own_from`, sql`coalesce(w.own_to, ${reach.newUntil}::timestamptz)`)}`
}

function byName(reach: Reach, condition: RawBuilder<unknown>, evidence: 'list' | 'area'): RawBuilder<unknown> {
  return sql`
    select s.id as service_id, ${evidence}::outages.evidence as evidence,
      ${servedPart(reach, sql`${reach.from}::timestamptz`, endOf(reach, sql`${reach.to}::timestamptz`))}
    from ${servicesAs('s')} where ${condition} and ${concerned(reach)}`
}

/** Beyond so many ranges an index finds services faster than a look at each. */
const fewRanges = 32

/**
 * The same services as rows `service_id, key, kind, segment, area, evidence`, without their times. With few ranges it is one look at each
 * service, which counts a million in well under a second.
 */
export function reachedWords(reach: Reach): RawBuilder<unknown> {
  const ranges = (['topology', 'redundant'] as const).map(
    evidence => [evidence, positionsOf(reach.stretches, evidence)] as const,
  )
  const words = sql`s.id as service_id, s.key, s.kind, s.segment, s.area`
  if (ranges.reduce((sum, [, each]) => sum + each.length, 0) > fewRanges)
    return sql`select ${words}, r.evidence from (${reachedServices(reach)}) r join ${servicesAs('s')} on s.id = r.service_id`
  const { services, areas, polygonElements } = reach
  const grounds: (readonly [string, RawBuilder<unknown>])[] = ranges.flatMap(([evidence, each]) =>
    each.length === 0
      ? []
      : [
          [
            evidence,
            sql`(${sql.join(
              each.map(({ first, last }) => sql`s.position between ${first} and ${last}`),
              sql` or `,
            )})`,
          ] as const,
        ],
  )
  if (services.length > 0) grounds.push(['list', named(services)])
  if (areas.length > 0) grounds.push(['area', inAreas(sql`s.area`, areas)])
  if (polygonElements.length > 0) grounds.push(['area', standing(polygonElements)])
  const hit = grounds.map(([, condition]) => condition)
  const evidence = sql`case ${sql.join(
    grounds.map(([word, condition]) => sql`when ${condition} then ${sql.lit(word)}`),
    sql` `,
  )} end`
  if (hit.length === 0) return sql`select ${words}, null::text as evidence from ${servicesAs('s')} where false`
  return sql`select ${words}, ${evidence} as evidence from ${servicesAs('s')} where (${sql.join(hit, sql` or `)}) and ${concerned(reach)}`
}

function named(services: readonly bigint[]): RawBuilder<unknown> {
  return sql`s.id = any(${services.map(String)}::bigint[])`
}

function standing(elements: readonly bigint[]): RawBuilder<unknown> {
  return sql`s.element_id = any(${elements.map(String)}::bigint[])`
}

/** Areas that worked again before the rest end the time of their services. */
function endOf({ areaReturns }: Reach, end: RawBuilder<unknown>): RawBuilder<unknown> {
  if (areaReturns.length === 0) return end
  const ends = areaReturns.map(
    ({ area, at }) => sql`case when ${inAreas(sql`s.area`, [area])} then ${at}::timestamptz end`,
  )
  return sql`least(${sql.join([end, ...ends])})`
}

/** Of a time without the place, that in which it was a service: `own_from, own_to, gone_at`. */
function servedPart(
  { newUntil, timeZone }: Reach,
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { began, ended } = servedTimes('s', timeZone)
  // While an outage goes on nobody has left it yet.
  const gone = sql`case when ${ended} < ${newUntil}::timestamptz then ${ended} end`
  return sql`greatest(${from}, ${began}) as own_from, least(${to}, ${gone}) as own_to, ${gone} as gone_at`
}

/** Of a kind that was hit, and a service at some moment of that time, before its area worked again. */
function concerned(
  reach: Reach,
  start: RawBuilder<unknown> = sql`${reach.from}::timestamptz`,
  end: RawBuilder<unknown> = sql`${reach.newUntil}::timestamptz`,
): RawBuilder<unknown> {
  const { kinds, newUntil, timeZone } = reach
  const { began, ended } = servedTimes('s', timeZone)
  const last = endOf(reach, sql`least(${end}, ${newUntil}::timestamptz)`)
  // Only areas end the time of a service without ending its stretch.
  const before = reach.areaReturns.length === 0 ? sql`true` : sql`greatest(${start}, ${began}) < ${last}`
  const kind = kinds.length === 0 ? sql`true` : sql`s.kind = any(${kinds}::text[])`
  return sql`${kind} and ${before} and (s.since is null or ${began} <= ${start} or ${began} < ${last})
    and (s.until is null or ${ended} > ${start})`
}
