import { sql } from 'kysely'
import { columns, rejectRepeated, upsert, type ImportKind } from '../../network/index.ts'
import { given, hadLogin } from './resolve.ts'

const { address, instant, key, text } = columns

/**
 * RADIUS accounting as FreeRADIUS keeps it, a row per session:
 * https://github.com/FreeRADIUS/freeradius-server/blob/master/raddb/mods-config/sql/main/postgresql/schema.sql
 */
export const importSessions: ImportKind = {
  name: 'sessions',
  tables: ['subscribers.session'],
  columns: ({ timeZone }) => [
    key('acctuniqueid', { required: true }),
    text('username', { personal: true }),
    address('nasipaddress'),
    key('nasportid'),
    instant('acctstarttime', timeZone !== null, { required: true }),
    instant('acctupdatetime', timeZone !== null),
    instant('acctstoptime', timeZone !== null),
    text('acctterminatecause'),
  ],

  async check(stage) {
    await rejectRepeated(stage, 'acctuniqueid', ['acctuniqueid'], 'acctuniqueid')
    const stopped = given(stage, 'acctstoptime', 'timestamptz')
    await stage.reject(
      'acctstoptime',
      'ends-before-start',
      sql`select row, ${stopped}::text as value from ${stage.table} s where ${stopped} < acctstarttime`,
    )
    // A login belongs to the service that had it on that day; of several that share a line, to the oldest.
    await stage.replace(sql`
      select distinct on (s.row) s.row, s.acctuniqueid as id, v.id as service_id, ${given(stage, 'username', 'text')} as login, ${given(stage, 'nasipaddress', 'inet')} as nas,
        ${given(stage, 'nasportid', 'text')} as port, s.acctstarttime as started_at, ${stopped} as stopped_at, ${given(stage, 'acctterminatecause', 'text')} as terminate_cause,
        greatest(s.acctstarttime, ${given(stage, 'acctupdatetime', 'timestamptz')}, ${stopped}) as updated_at
      from ${stage.table} s left join subscribers.service v on v.login = ${given(stage, 'username', 'text')} and ${hadLogin(sql`s.acctstarttime`)}
      order by s.row, v.id`)
  },

  async apply(stage) {
    const { tx, table } = stage
    await sql`
      insert into subscribers.session_horizon (seen_until) select max(updated_at) from ${table} having max(updated_at) is not null
      on conflict (only_one) do update set seen_until = greatest(subscribers.session_horizon.seen_until, excluded.seen_until)`.execute(
      tx,
    )
    return upsert(stage, {
      table: 'subscribers.session',
      // An older export does not undo what a newer one knew, and a login that was erased does not come back.
      from: sql`
        select s.id, coalesce(o.service_id, s.service_id) as service_id,
          case when c.erased_at is null and (o.service_id is null or o.login is not null) then s.login end as login,
          s.nas, case when c.erased_at is null then s.port end as port, s.started_at, s.stopped_at, s.terminate_cause, s.updated_at
        from ${table} s left join subscribers.session o on o.id = s.id
        left join subscribers.service v on v.id = coalesce(o.service_id, s.service_id) left join subscribers.customer c on c.id = v.customer_id
        where o.id is null or o.updated_at <= s.updated_at`,
      key: ['id'],
      columns: ['service_id', 'login', 'nas', 'port', 'started_at', 'stopped_at', 'terminate_cause', 'updated_at'],
    })
  },
}
