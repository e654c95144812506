import { sql, type RawBuilder } from 'kysely'

/** A NAS reports each session every few minutes; one that was heard of this short before the end of the records still lives. */
const interimMinutes = 20
/** A line whose last session ended longer ago was not in use, and its silence is no evidence. */
const dormantDays = 7

/**
 * What accounting says of lines in a window, as relation `service_id, alive, gap_from, gap_to, terminate_cause`: one row `alive` if a
 * session lasted throughout, else one per gap that overlaps the window, with its own bounds (`gap_to` null: not back yet) and how the
 * session before it ended. Lines of which nothing is known have no row. `services` is a query of `service_id`.
 */
export function sessionGaps(
  services: RawBuilder<unknown>,
  from: Temporal.Instant,
  to: Temporal.Instant,
): RawBuilder<unknown> {
  const [begin, end] = [sql`${from}::timestamptz`, sql`${to}::timestamptz`]
  return sql`(
    with heard as materialized (
      select n.service_id, n.id, n.started_at, n.terminate_cause, h.seen_until,
        coalesce(n.stopped_at, case when n.updated_at >= h.seen_until - make_interval(mins => ${interimMinutes}) then h.seen_until else n.updated_at end) as alive_until
      from (${services}) w join subscribers.session n on n.service_id = w.service_id cross join subscribers.session_horizon h
      where coalesce(n.stopped_at, n.updated_at) >= ${begin} - make_interval(days => ${dormantDays})
    ), ordered as (
      select service_id, started_at, max(alive_until) over before as silent_from, last_value(terminate_cause) over before as terminate_cause
      from heard window before as (partition by service_id order by started_at, id rows between unbounded preceding and 1 preceding)
    ), gap as (
      select service_id, silent_from as gap_from, started_at as gap_to, terminate_cause from ordered where started_at > silent_from
      union all
      select service_id, max(alive_until), null, (array_agg(terminate_cause order by alive_until desc))[1] from heard
      group by service_id having max(alive_until) < least(${end}, max(seen_until))
    ), inside as (
      select * from gap where gap_from < ${end} and coalesce(gap_to, 'infinity') > ${begin}
    )
    select service_id, false as alive, gap_from, gap_to, terminate_cause from inside
    union all
    select service_id, true, null, null, null from heard h where not exists (select from inside i where i.service_id = h.service_id)
    group by service_id having min(started_at) <= ${begin} and max(alive_until) >= ${end})`
}
