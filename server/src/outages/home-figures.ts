import { sql } from 'kysely'
import type { HomeView } from '@pulih/contracts'
import type { Db, Platform } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'

type Outages = NonNullable<HomeView['outages']>
type Areas = Outages['areas']

/** What is happening now, what is late, and where, for the first page that staff see. */
export async function outageFigures(
  platform: Platform,
  now: Temporal.Instant,
  dayFrom: Temporal.Instant,
): Promise<Outages> {
  const { db } = platform
  const soon = now.add({ hours: 168 })
  const counts = sql<Omit<Outages, 'overdue' | 'areas'>>`
    select count(*) filter (where status = 'suspected')::int as suspected,
      count(*) filter (where ${isOpen(now)})::int as open,
      count(*) filter (where planned and status in ('suspected', 'confirmed') and started_at > ${now} and started_at < ${soon})::int as upcoming,
      coalesce(sum((select m.services from outages.matching m where m.outage_id = o.id order by m.id desc limit 1))
        filter (where ${isOpen(now)}), 0)::int as services,
      count(*) filter (where status not in ('suspected', 'retracted') and started_at >= ${dayFrom} and started_at <= ${now})::int as "begunToday",
      count(*) filter (where status in ('restored', 'closed') and restored_at >= ${dayFrom})::int as "restoredToday"
    from outages.outage o
    where status in ('suspected', 'confirmed', 'partly-restored') or started_at >= ${dayFrom} or restored_at >= ${dayFrom}`
  const overdue = sql<Omit<Outages['overdue'][number], 'since'> & { since: Temporal.Instant }>`
    select id as outage, 'OUT-' || lpad(number::text, greatest(6, length(number::text)), '0') as number, title, status, why, since
    from outages.outage cross join lateral (values ('etr', etr), ('update', next_update_by)) late (why, since)
    where status in ('confirmed', 'partly-restored') and since < ${now} order by since limit 50`
  const [{ rows }, { rows: late }, areas] = await Promise.all([
    counts.execute(db),
    overdue.execute(db),
    areasOf(platform, now),
  ])
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  return {
    ...row,
    overdue: late.map(each => ({ ...each, since: each.since.toString() })),
    areas,
  }
}

const isOpen = (now: Temporal.Instant) => sql`status in ('confirmed', 'partly-restored') and started_at <= ${now}`

const counted = new WeakMap<Platform, { readonly at: Temporal.Instant; readonly areas: Promise<Areas> }>()

/** Everybody looks at this page when much is broken; millions of services are then counted once for all of them. */
function areasOf(platform: Platform, now: Temporal.Instant): Promise<Areas> {
  const known = counted.get(platform)
  const age = known ? now.since(known.at).total('seconds') : Infinity
  if (known && age >= 0 && age < 15) return known.areas
  const areas = countAreas(platform.db, now)
  counted.set(platform, { at: now, areas })
  areas.catch(() => counted.delete(platform))
  return areas
}

async function countAreas(db: Db, now: Temporal.Instant): Promise<Areas> {
  const { rows } = await sql<Areas[number]>`
    select s.area, count(distinct a.service_id)::int as services, count(distinct o.id)::int as outages
    from outages.outage o join outages.affected a on a.outage_id = o.id and a.evidence <> 'contradicted' and (a.own_to is null or a.own_to > ${now})
    join ${servicesAs('s')} on s.id = a.service_id
    where ${isOpen(now)} and s.area is not null
    group by s.area order by services desc, s.area limit 500`.execute(db)
  return rows
}

export async function alarmFigures(db: Db): Promise<NonNullable<HomeView['alarms']>> {
  const { rows } = await sql<NonNullable<HomeView['alarms']>>`
    select count(*)::int as open, count(*) filter (where outage_id is null and effect = 'unreachable')::int as "withoutOutage"
    from outages.alarm where cleared_at is null`.execute(db)
  return rows[0] ?? { open: 0, withoutOutage: 0 }
}
