import type { Story } from '@pulih/notices'
import { sql } from 'kysely'
import { countByRemoteness, storiesOf, type Course } from '../../outages/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import { storyOf, type ReleasedNotice } from './story-of.ts'

/** An outage as clocks see it. */
export interface Told {
  readonly course: Course
  readonly story: Story
  /** What is held, or waits in a channel, and goes out by itself, and when. */
  readonly held: readonly ReleasedNotice[]
  /** Somebody got its beginning from us: messages can go on. */
  readonly begun: boolean
  /** What was let out has not left yet for anybody: another word would only wait behind it. */
  readonly isStuck: boolean
}

/** Everything about these outages, with one query for each sort of fact. `leastInPlaces`: null where places do not matter. */
export async function readTold(
  platform: Platform,
  db: Db | Tx,
  courses: readonly Course[],
  leastInPlaces: number | null,
): Promise<readonly Told[]> {
  const outages = courses.map(({ id }) => id)
  const notices = await readNotices(db, outages)
  const places = leastInPlaces === null ? none : await readPlaces(platform, db, courses, leastInPlaces)
  return courses.map(course => {
    const { told, held, unsent } = notices.get(course.id) ?? nothing
    return {
      course,
      story: storyOf(course, told, places.get(course.id) ?? {}),
      held: [...held, ...unsent],
      begun: told.some(({ kind }) => kind === 'first' || kind === 'planned'),
      isStuck: unsent.some(({ kind }) => kind !== 'credit'),
    }
  })
}

interface NoticesOf {
  readonly told: readonly ReleasedNotice[]
  readonly held: readonly ReleasedNotice[]
  readonly unsent: readonly ReleasedNotice[]
}

const nothing: NoticesOf = { told: [], held: [], unsent: [] }

/**
 * What was told counts from when the first of its messages had left, not from when it was written down to be sent; and what was told of an
 * outage that became part of another was told of that.
 */
async function readNotices(db: Db | Tx, outages: readonly string[]): Promise<ReadonlyMap<string, NoticesOf>> {
  const { rows } = await sql<ReleasedNotice & { outage: string; stands: keyof NoticesOf }>`
    with said as materialized (
      select s.outage, n.id from ${storiesOf(outages)} s join messaging.notice n on n.outage_id = s.part
      union select s.outage, n.id from ${storiesOf(outages)} s join messaging.notice n on n.outage_ids @> array[s.part])
    select s.outage, n.kind, coalesce(t.at, w.at, n.release_at) as at,
      case when n.state = 'held' then 'held' when t.at is null then 'unsent' else 'told' end as stands
    from said s join messaging.notice n on n.id = s.id
    left join lateral (
      select coalesce(m.sent_at, n.released_at) as at from messaging.message m
      where m.notice_id = n.id and m.state in ('sent', 'delivered', 'read') order by m.id limit 1) t on n.state = 'released'
    left join lateral (
      select greatest(m.not_before, n.released_at) as at from messaging.message m
      where m.notice_id = n.id and m.state in ('waiting', 'sending') and not m.drafted order by m.id limit 1) w
      on n.state = 'released' and t.at is null
    where n.state <> 'cancelled' and coalesce(t.at, w.at, n.release_at) is not null
    order by s.outage, n.created_at, n.version`.execute(db)
  const byOutage = Map.groupBy(rows, ({ outage }) => outage)
  return new Map(
    [...byOutage].map(([outage, all]) => {
      const thatStand = (as: keyof NoticesOf) => all.filter(({ stands }) => stands === as)
      return [outage, { told: thatStand('told'), held: thatStand('held'), unsent: thatStand('unsent') }]
    }),
  )
}

type Counts = Readonly<Record<string, number>>
const none: ReadonlyMap<string, Counts> = new Map()

/** What one matching counted stays so: a million rows are counted once and not every half minute. */
const countedFor = new WeakMap<Platform, Map<bigint, Counts>>()
const mostCounted = 10_000

async function readPlaces(
  platform: Platform,
  db: Db | Tx,
  courses: readonly Course[],
  least: number,
): Promise<ReadonlyMap<string, Counts>> {
  const counted = countedFor.get(platform) ?? new Map<bigint, Counts>()
  countedFor.set(platform, counted)
  const large = courses.filter(({ services, matching }) => matching !== null && services >= least)
  const isNew = ({ matching }: Course) => matching !== null && !counted.has(matching)
  const fresh = await countByRemoteness(
    db,
    large.filter(isNew).map(({ id }) => id),
  )
  if (counted.size > mostCounted) counted.clear()
  return new Map(
    large.map(({ id, matching }) => {
      const counts = (matching === null ? null : counted.get(matching)) ?? fresh.get(id) ?? {}
      if (matching !== null) counted.set(matching, counts)
      return [id, counts]
    }),
  )
}
