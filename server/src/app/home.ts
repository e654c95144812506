import { readHome, type HomeView } from '@pulih/contracts'
import { formatMinor } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { operatorSetting } from '../compensation/index.ts'
import { mount, readSetting, type Db, type Platform } from '../platform/index.ts'

/**
 * The first page of the console. Like the gauges it counts across contexts, so it stands where all of them are known; each statement
 * is answered from an index or a small table, but for the areas, which are counted at most every quarter of a minute.
 */
export function homeRoutes(app: FastifyInstance): void {
  mount(app, readHome, async ({ db, platform, actor }) => {
    const now = platform.clock.now()
    const { timeZone } = await readSetting(db, operatorSetting)
    const dayFrom = now.toZonedDateTimeISO(timeZone).startOfDay().toInstant()
    const may = (permission: 'outages.read' | 'compensation.read' | 'payouts.read' | 'network.read') =>
      actor.permissions.has(permission)
    const [outages, alarms, runs, payouts, imports] = await Promise.all([
      may('outages.read') ? outagesOf(platform, now, dayFrom) : null,
      may('outages.read') ? alarmsOf(db) : null,
      may('compensation.read') ? runsOf(db, dayFrom) : null,
      may('payouts.read') ? payoutsOf(db, now) : null,
      may('network.read') ? importsOf(db, dayFrom) : null,
    ])
    return { at: now.toString(), dayFrom: dayFrom.toString(), timeZone, outages, alarms, runs, payouts, imports }
  })
}

type Outages = NonNullable<HomeView['outages']>
type Areas = Outages['areas']

async function outagesOf(platform: Platform, now: Temporal.Instant, dayFrom: Temporal.Instant): Promise<Outages> {
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
    join subscribers.service s on s.id = a.service_id
    where ${isOpen(now)} and s.area is not null
    group by s.area order by services desc, s.area limit 500`.execute(db)
  return rows
}

async function alarmsOf(db: Db): Promise<NonNullable<HomeView['alarms']>> {
  const { rows } = await sql<NonNullable<HomeView['alarms']>>`
    select count(*)::int as open, count(*) filter (where outage_id is null and effect = 'unreachable')::int as "withoutOutage"
    from outages.alarm where cleared_at is null`.execute(db)
  return rows[0] ?? { open: 0, withoutOutage: 0 }
}

async function runsOf(db: Db, dayFrom: Temporal.Instant): Promise<NonNullable<HomeView['runs']>> {
  const counts = sql<Omit<NonNullable<HomeView['runs']>, 'postedToday'>>`
    select count(*) filter (where status in ('computed', 'reviewed'))::int as "toApprove",
      count(*) filter (where status = 'approved')::int as "toPost",
      count(*) filter (where status = 'stopped')::int as stopped,
      count(*) filter (where status in ('computing', 'posting') and failure is not null)::int as failing
    from compensation.run`
  const posted = sql<{ currency: string; due: string; credits: number }>`
    select question ->> 'currency' as currency, coalesce(sum(due), 0)::text as due, coalesce(sum(credits), 0)::int as credits
    from compensation.run where status in ('posted', 'settled') and posted_at >= ${dayFrom} group by 1 order by 1`
  const [{ rows }, { rows: today }] = await Promise.all([counts.execute(db), posted.execute(db)])
  const [row = { toApprove: 0, toPost: 0, stopped: 0, failing: 0 }] = rows
  return {
    ...row,
    postedToday: today.map(({ currency, due, credits }) => ({
      currency,
      amount: formatMinor(BigInt(due), currency),
      credits,
    })),
  }
}

async function payoutsOf(db: Db, now: Temporal.Instant): Promise<NonNullable<HomeView['payouts']>> {
  const { rows } = await sql<NonNullable<HomeView['payouts']>>`
    select
      (select count(*)::int from ledger.payout_channel c join ledger.payout p on p.channel = c.name and p.state = 'rejected') as rejected,
      (select count(*)::int from ledger.payout_channel c join ledger.payout p on p.channel = c.name and p.state = 'waiting-for-person') as "waitingForPerson",
      (select count(*)::int from ledger.payout where form = 'request' and state in ('requested', 'sending', 'unknown')
        and due_at < ${now.subtract({ minutes: 15 })}) as late,
      (select count(*)::int from ledger.payout_channel where stopped is not null) as "channelsStopped"`.execute(db)
  return rows[0] ?? { rejected: 0, waitingForPerson: 0, late: 0, channelsStopped: 0 }
}

async function importsOf(db: Db, dayFrom: Temporal.Instant): Promise<NonNullable<HomeView['imports']>> {
  const { rows } = await sql<NonNullable<HomeView['imports']>>`
    select count(*) filter (where status in ('refused', 'failed') and created_at >= ${dayFrom})::int as "failedToday",
      count(*) filter (where status in ('waiting', 'reading', 'applying'))::int as unfinished
    from network.import`.execute(db)
  return rows[0] ?? { failedToday: 0, unfinished: 0 }
}
