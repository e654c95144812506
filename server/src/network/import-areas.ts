import { sql } from 'kysely'
import { isArea } from './geometry.ts'
import { copyText, key, text, type Column } from './imports/columns.ts'
import { rejectRepeated, type ImportKind } from './imports/kind.ts'
import { upsert } from './imports/upsert.ts'

/** Areas by their codes, from GeoJSON with their borders or from a table. */
export const importAreas: ImportKind = {
  name: 'areas',
  tables: ['network.area'],
  columns: () => [key('area', { required: true }), text('name'), borders],

  async check(stage) {
    await stage.reject('area', 'not-a-key', sql`select row, area as value from ${stage.table} where area = '*'`)
    await rejectRepeated(stage, 'area', ['area'], 'area')
  },

  apply(stage, work) {
    const named = stage.columns.has('name')
    const bordered = stage.columns.has('geometry')
    const box = ['min_longitude', 'min_latitude', 'max_longitude', 'max_latitude']
    return upsert(stage, {
      table: 'network.area',
      from: sql`
        select s.area as key, ${named ? sql`coalesce(s.name, s.area)` : sql`null::text`} as name, ${bordered ? sql`s.geometry, b.*` : sql`null as nothing`}
        from ${stage.table} s ${bordered ? boundingBoxOf : sql``}`,
      key: ['key'],
      columns: [...(named ? ['name'] : []), ...(bordered ? ['geometry', ...box] : [])],
      stamps: { updated_at: work.now },
      initial: named ? {} : { name: sql`s.key` },
    })
  },
}

const borders: Column = {
  ...text('geometry'),
  type: 'jsonb',
  reason: 'not-an-area',
  read(value) {
    try {
      return isArea(JSON.parse(value)) ? copyText(value) : undefined
    } catch {
      return undefined
    }
  },
}

const boundingBoxOf = sql`
  left join lateral (
    select min((p ->> 0)::double precision) as min_longitude, min((p ->> 1)::double precision) as min_latitude,
      max((p ->> 0)::double precision) as max_longitude, max((p ->> 1)::double precision) as max_latitude
    from jsonb_path_query(s.geometry, case s.geometry ->> 'type' when 'Polygon' then '$.coordinates[*][*]' else '$.coordinates[*][*][*]' end::jsonpath) p
  ) b on true`
