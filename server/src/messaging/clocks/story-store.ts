import type { Story } from '@pulih/notices'
import { sql } from 'kysely'
import { countByRemoteness, type Course } from '../../outages/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import { storyOf, type ReleasedNotice } from './story-of.ts'

/** An outage as clocks see it. */
export interface Told {
  readonly course: Course
  readonly story: Story
  /** What is held and goes out by itself, and when. */
  readonly held: readonly ReleasedNotice[]
  /** Somebody got its beginning from us: messages can go on. */
  readonly begun: boolean
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
    const { released = [], held = [] } = notices.get(course.id) ?? {}
    return {
      course,
      story: storyOf(course, released, places.get(course.id) ?? {}),
      held,
      begun: released.some(({ kind }) => kind === 'first' || kind === 'planned'),
    }
  })
}

interface NoticesOf {
  readonly released: readonly ReleasedNotice[]
  readonly held: readonly ReleasedNotice[]
}

/** A notice that reached nobody was told to nobody. */
async function readNotices(db: Db | Tx, outages: readonly string[]): Promise<ReadonlyMap<string, NoticesOf>> {
  const { rows } = await sql<ReleasedNotice & { outage: string; state: 'released' | 'held' }>`
    select o.outage, n.kind, n.state, coalesce(n.released_at, n.release_at) as at
    from messaging.notice n cross join lateral unnest(coalesce(n.outage_ids, array[n.outage_id])) as o (outage)
    where (n.outage_id = any(${[...outages]}::uuid[]) or n.outage_ids && ${[...outages]}::uuid[])
      and o.outage = any(${[...outages]}::uuid[]) and (n.release_at is not null or n.state = 'released'
      and exists (select from messaging.message m where m.notice_id = n.id and m.state not in ('cancelled', 'failed')))
    order by o.outage, n.created_at, n.version`.execute(db)
  const byOutage = Map.groupBy(rows, ({ outage }) => outage)
  return new Map(
    [...byOutage].map(([outage, all]) => [
      outage,
      {
        released: all.filter(({ state }) => state === 'released'),
        held: all.filter(({ state }) => state === 'held'),
      },
    ]),
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
