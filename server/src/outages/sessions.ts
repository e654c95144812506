import { sql, type RawBuilder } from 'kysely'
import { sessionHorizon, sessionsAs } from '../subscribers/index.ts'

export interface Watch {
  /** Relation `service_id, began, ended`: when each service was without its place in the network; `ended` is null while it is. */
  readonly services: RawBuilder<unknown>
  readonly now: Temporal.Instant
  /** Minutes before it began in which a session may have ended for the same reason. */
  readonly before: number
  /** Minutes after it ended in which a session may come back because of it. */
  readonly after: number
}

/** A session whose end nobody reported may have lived this long after it was last heard of. */
const interimMinutes = 60

/**
 * What sessions say of each service at that time: `alive` throughout, or its longest gap then. The result has the columns
 * `service_id, alive, gap_from, gap_to, seen_until`.
 *
 * Sessions that ended earlier than `before` are not read: a line that was dead by then has a gap from `-infinity`. A session is alive as far
 * as it was heard of. Two ends are none: that of a session which was never closed, and that of one which was closed only when its
 * access server came back; both may have died at any time since they were last heard of, so that neither speaks against an outage.
 */
export function sessionsDuring({ services, now, before, after }: Watch): RawBuilder<unknown> {
  return sql`
    select distinct on (service_id) service_id, alive, gap_from, gap_to, (${sessionHorizon}) as seen_until
    from (
      select e.service_id, e.began, e.ended, e.alive, g.gap_from, g.gap_to
      from (
        select n.*, coalesce(n.started_at <= n.began and n.heard_until >= n.ended and not n.closed_late, false) as alive,
          -- Sessions may overlap; nothing is silent before the last of them is.
          max(case when n.stopped_at is null and n.heard_until >= n.began - make_interval(mins => ${interimMinutes})
            then greatest(n.heard_until, n.began) else n.heard_until end) over later as silent_from,
          lead(n.started_at) over later as back_at, lag(n.started_at) over later is null as is_first
        from (
          select c.*, case when c.closed_late then least(c.stopped_at, greatest(c.started_at, c.began)) else coalesce(c.stopped_at, c.updated_at) end as heard_until
          from (
            select w.service_id, w.began, w.ended, s.started_at, s.stopped_at, s.updated_at,
              s.stopped_at is not null and coalesce(s.terminate_cause in ('NAS-Reboot', 'NAS-Error'), false) as closed_late
            from (${services}) w
            join ${sessionsAs('s')} on s.service_id = w.service_id
              and s.started_at <= coalesce(w.ended + make_interval(mins => ${after}), ${now}::timestamptz)
              and (s.stopped_at is null or s.stopped_at >= w.began - make_interval(mins => ${before}))
          ) c
        ) n window later as (partition by n.service_id order by n.started_at)
      ) e
      cross join lateral (
        select e.silent_from as gap_from, e.back_at as gap_to where e.stopped_at is not null or e.back_at is not null
        union all
        select '-infinity', e.started_at where e.is_first and e.started_at > e.began
        union all
        select null, null where e.alive
      ) g
    ) gaps
    where alive or (gap_from < coalesce(ended, 'infinity') and coalesce(gap_to, 'infinity') > greatest(began, gap_from))
    order by service_id, alive desc,
      least(coalesce(gap_to, 'infinity'), coalesce(ended, 'infinity')) - greatest(gap_from, began) desc nulls last`
}
