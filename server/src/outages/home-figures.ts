import { sql } from 'kysely'
import type { HomeView } from '@pulih/contracts'
import type { Db, Platform } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'

type Outages = NonNullable<HomeView['outages']>
type Affected = Pick<Outages, 'services' | 'areas'>

/** What is happening now, what is late, and where, for the first page that staff see. */
export async function outageFigures(
  platform: Platform,
  now: Temporal.Instant,
  dayFrom: Temporal.Instant,
): Promise<Outages> {
  const { db } = platform
  const soon = now.add({ hours: 168 })
  const counts = sql<Omit<Outages, 'overdue' | keyof Affected>>`
    select count(*) filter (where status = 'suspected')::int as suspected,
      count(*) filter (where ${isOpen(now)})::int as open,
      count(*) filter (where planned and status in ('suspected', 'confirmed') and started_at > ${now} and started_at < ${soon})::int as upcoming,
      count(*) filter (where status not in ('suspected', 'retracted') and started_at >= ${dayFrom} and started_at <= ${now})::int as "begunToday",
      count(*) filter (where status in ('restored', 'closed') and restored_at >= ${dayFrom})::int as "restoredToday"
    from outages.outage o
    where status in ('suspected', 'confirmed', 'partly-restored') or started_at >= ${dayFrom} or restored_at >= ${dayFrom}`
  const overdue = sql<Omit<Outages['overdue'][number], 'since'> & { since: Temporal.Instant }>`
    select id as outage, 'OUT-' || lpad(number::text, greatest(6, length(number::text)), '0') as number, title, status, why, since
    from outages.outage cross join lateral (values ('etr', etr), ('update', next_update_by)) late (why, since)
    where status in ('confirmed', 'partly-restored') and since < ${now} order by since limit 50`
  const [{ rows }, { rows: late }, affected] = await Promise.all([
    counts.execute(db),
    overdue.execute(db),
    affectedNow(platform, now),
  ])
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  return {
    ...row,
    ...affected,
    overdue: late.map(each => ({ ...each, since: each.since.toString() })),
  }
}

const isOpen = (now: Temporal.Instant) => sql`status in ('confirmed', 'partly-restored') and started_at <= ${now}`

const counted = new WeakMap<Platform, { readonly at: Temporal.Instant; readonly affected: Promise<Affected> }>()

/** Everybody looks at this page when much is broken; millions of services are then counted once for all of them. */
function affectedNow(platform: Platform, now: Temporal.Instant): Promise<Affected> {
  const known = counted.get(platform)
  const age = known ? now.since(known.at).total('seconds') : Infinity
  if (known && age >= 0 && age < 15) return known.affected
  const affected = countAffected(platform.db, now)
  counted.set(platform, { at: now, affected })
  affected.catch(() => counted.delete(platform))
  return affected
}

const mostAreas = 500

/** Each service once, however many outages hit it, and none that is back. In all, whether or not an area is known, and in each area. */
async function countAffected(db: Db, now: Temporal.Instant): Promise<Affected> {
  const { rows } = await sql<{ inAll: boolean; area: string | null; services: number; outages: number }>`
    select grouping(s.area) = 1 as "inAll", s.area, count(distinct a.service_id)::int as services, count(distinct o.id)::int as outages
    from outages.outage o join outages.affected a on a.outage_id = o.id and a.evidence <> 'contradicted' and (a.own_to is null or a.own_to > ${now})
    join ${servicesAs('s')} on s.id = a.service_id
    where ${isOpen(now)} and not o.planned
    group by grouping sets ((), (s.area)) order by "inAll" desc, services desc, s.area limit ${mostAreas + 2}`.execute(
    db,
  )
  const areas = rows.flatMap(({ inAll, area, services, outages }) =>
    inAll || area === null ? [] : [{ area, services, outages }],
  )
  return { services: rows.find(({ inAll }) => inAll)?.services ?? 0, areas: areas.slice(0, mostAreas) }
}

export async function alarmFigures(db: Db): Promise<NonNullable<HomeView['alarms']>> {
  const { rows } = await sql<NonNullable<HomeView['alarms']>>`
    select count(*)::int as open, count(*) filter (where outage_id is null and effect = 'unreachable')::int as "withoutOutage"
    from outages.alarm where cleared_at is null`.execute(db)
  return rows[0] ?? { open: 0, withoutOutage: 0 }
}
