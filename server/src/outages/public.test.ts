import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { harness, type Harness } from '../../test/harness.ts'
import { latestOver, publicIds, publicOutages } from './public.ts'

/** Ten years of a carrier; with a million the plan is the same. */
const outageCount = Number(process.env['OUTAGES'] ?? 30_000)

let h: Harness
beforeAll(async () => {
  h = await harness()
  await sql`insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    select 'staff', case when n % 1000 = 0 then 'retracted' else 'restored' end, 'Short ' || n, 'fibre-cut', 'total', 'minor', n % 2000 = 0,
      at - interval '1 hour', case when n % 1000 > 0 then at end, at, 'test'
    from generate_series(1, ${outageCount}) n cross join lateral (select ${h.clock.now()}::timestamptz - make_interval(mins => 5 * n)) t (at)`.execute(
    h.db,
  )
  await sql`insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, created_at, created_by)
    values ('staff', 'confirmed', 'Open', 'fibre-cut', 'total', 'minor', false, ${h.clock.now()}, now(), 'test')`.execute(
    h.db,
  )
  await sql`analyze outages.outage`.execute(h.db)
})

test('what is over is read from the end, and not all that ever was', async () => {
  const since = h.clock.now().subtract({ hours: 90 * 24 })
  const { rows } = await sql<{
    'QUERY PLAN': string
  }>`explain (analyze, buffers off) ${latestOver(200, since)}`.execute(h.db)
  const plan = rows.map(row => row['QUERY PLAN']).join('\n')
  if (process.env['OUTAGES']) console.log(plan)
  expect(plan).toContain('outage_over')
  expect(plan).not.toMatch(/Seq Scan|Sort/)
  expect(plan).not.toMatch(/rows=[3-9]\d{3}\.|rows=\d{5,}\./)

  const began = performance.now()
  const { open, over } = await publicOutages(h.db, 200, since)
  if (process.env['OUTAGES']) console.log(`${Math.round(performance.now() - began)} ms`)
  expect(open.map(({ title }) => title)).toEqual(['Open'])
  expect(over).toHaveLength(2000)
  const ends = over.map(outage => (outage.restoredAt ?? outage.startedAt).epochMilliseconds)
  expect(ends).toEqual(ends.toSorted((a, b) => b - a))
  expect(over.filter(({ status }) => status === 'retracted').every(({ planned }) => planned)).toBe(true)
  expect((await publicIds(h.db, 200, since)).toSorted()).toEqual([...open, ...over].map(({ id }) => id).toSorted())
})
