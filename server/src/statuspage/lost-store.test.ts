import * as fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { harness, type Harness } from '../../test/harness.ts'
import { systemActor } from '../platform/index.ts'
import { sample } from '@pulih/statuspage'
import { daysOf, fewestInArea } from './days.ts'
import { countLost, noteMeasured, readLost } from './lost-store.ts'

const zone = 'Europe/Warsaw'
/** Three local days, of which the second has twenty-five hours. */
const days = ['2026-10-24', '2026-10-25', '2026-10-26']
const first = Temporal.ZonedDateTime.from(`2026-10-24T00:00:00[${zone}]`).epochMilliseconds / 1000
const seconds = 73 * 3600
const serviceCount = 8
const areas = ['14.65.WOLA', '14.65', '14.10', '14.65.WOLA', '', '14.65', '12', '14.65']
const kinds = ['internet', 'tv']
const components = ['service-internet', 'service-tv', 'area-14', 'area-14.65', 'area-14.10', 'area-12']
/** The days above, in hours from the first. */
const hours = [
  [0, 24],
  [24, 49],
  [49, 73],
] as const
const page = { ...sample.page, timeZone: zone }

let h: Harness
beforeAll(async () => {
  h = await harness()
  await sql`insert into subscribers.customer (key, name, created_at, updated_at) values ('c', 'C', now(), now())`.execute(
    h.db,
  )
  for (let n = 0; n < serviceCount; n += 1)
    await sql`insert into subscribers.service (key, customer_id, kind, area, currency, updated_at)
      select ${`s-${n}`}, id, ${kinds[n % 2]}, ${areas[n] || null}, 'PLN', now() from subscribers.customer`.execute(
      h.db,
    )
})

interface Hit {
  readonly service: number
  readonly from: number | null
  readonly to: number | null
}
interface Made {
  readonly from: number
  readonly to: number | null
  readonly share: number
  readonly hits: readonly Hit[]
}

const moment = fc.integer({ min: 0, max: seconds })
const anOutage: fc.Arbitrary<Made> = fc.record({
  from: moment,
  to: fc.option(moment, { nil: null, freq: 3 }),
  share: fc.constantFrom(0, 0, 0, 0.25, 0.5),
  hits: fc.uniqueArray(
    fc.record({
      service: fc.integer({ min: 0, max: serviceCount - 1 }),
      from: fc.option(moment, { nil: null }),
      to: fc.option(moment, { nil: null }),
    }),
    { selector: ({ service }) => service, minLength: 1 },
  ),
})

/** Second by second: each service has at most one loss at a time, the greatest. */
function oracle(outages: readonly Made[], now: number) {
  const lost = new Map<string, { seconds: number; services: number }>()
  for (let service = 0; service < serviceCount; service += 1) {
    const missing = new Float64Array(now)
    for (const { from, to, share, hits } of outages)
      for (const hit of hits.filter(each => each.service === service)) {
        const end = Math.min(now, hit.to ?? to ?? now)
        for (let at = hit.from ?? from; at < end; at += 1) missing[at] = Math.max(missing[at] ?? 0, 1 - share)
      }
    if (missing.every(each => each === 0)) continue
    const [province = '', district] = (areas[service] ?? '').split('.')
    const touched = [`service-${kinds[service % 2]}`]
    if (province !== '') touched.push(`area-${province}`)
    if (district !== undefined) touched.push(`area-${province}.${district}`)
    for (const [index, day] of days.entries()) {
      const [from = 0, to = 0] = hours[index]?.map(hour => hour * 3600) ?? []
      const sum = missing.subarray(from, Math.max(from, Math.min(to, now))).reduce((all, each) => all + each, 0)
      if (sum > 0)
        for (const component of touched) {
          const key = `${component} ${day}`
          const before = lost.get(key) ?? { seconds: 0, services: 0 }
          lost.set(key, { seconds: before.seconds + sum, services: before.services + 1 })
        }
    }
  }
  return lost
}

const instant = (second: number) => Temporal.Instant.fromEpochMilliseconds((first + second) * 1000)

test('lost time is what a clock would have counted for each service, in whatever order outages become known', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anOutage, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: seconds / 2, max: seconds }),
      fc.boolean(),
      async (drawn, now, inBetween) => {
        const outages = drawn
          .map(outage => ({
            ...outage,
            to: outage.to !== null && outage.to > outage.from && outage.to <= now ? outage.to : null,
          }))
          .filter(({ from }) => from < now)
          .map(outage => ({
            ...outage,
            // An own interval that would end before it begins is none.
            hits: outage.hits
              .map(hit => ({ ...hit, to: hit.to !== null && hit.to <= now ? hit.to : null }))
              .map(hit =>
                (hit.to ?? outage.to ?? now) > (hit.from ?? outage.from) ? hit : { ...hit, from: null, to: null },
              ),
          }))
        await sql`delete from outages.affected`.execute(h.db)
        await sql`delete from statuspage.measured`.execute(h.db)
        await sql`delete from statuspage.lost`.execute(h.db)
        await sql`update statuspage.publication set lost_until = null`.execute(h.db)
        await sql`delete from statuspage.stale`.execute(h.db)
        await sql`delete from statuspage.down`.execute(h.db)
        const count = (at: number) => {
          h.clock.set(instant(at).toString())
          return h.platform.work(systemActor('test'), work => countLost(work, zone, '2026-08-01'))
        }
        const half = Math.floor(now / 2)
        const changedLater = ({ from, to, hits }: Made) =>
          [from, to, ...hits.flatMap(hit => [hit.from, hit.to])].some(each => each !== null && each > half)
        const note = (id: string, { share }: Made) =>
          h.platform.work(systemActor('test'), work => noteMeasured(work, id, 1 - share))
        const ids = new Map<string, Made>()
        for (const outage of outages) {
          const id = await insert(outage)
          ids.set(id, outage)
          await note(id, outage)
          // What is counted meanwhile is counted on from there.
          if (inBetween) await count(half)
        }
        // Of what changed since, the matching tells.
        if (inBetween) for (const [id, outage] of ids) if (changedLater(outage)) await note(id, outage)
        await count(now)
        const lost = await readLost(h.db, '2026-10-01')
        const expected = oracle(outages, now)
        for (const id of components) {
          const served = new Map([[id, new Map(days.map(day => [day, { services: 10 }] as const))]])
          const kind = id.startsWith('area') ? 'area' : 'service'
          const told = daysOf({ page, now: instant(now), served, lost }, { id, kind }).filter(day => day !== null)
          for (const [index, day] of told.entries()) {
            const real = expected.get(`${id} ${days[index]}`)
            const isHidden = kind === 'area' && (real?.services ?? 0) < fewestInArea
            expect(day.lost, `${id} ${days[index]}`).toBeCloseTo(isHidden ? 0 : (real?.seconds ?? 0), 4)
            const [from = 0, to = 0] = hours[index] ?? []
            expect(day.owed).toBe(10 * (Math.min(now, to * 3600) - from * 3600))
          }
        }
      },
    ),
    { numRuns: 40 },
  )
})

async function insert({ from, to, share, hits }: Made): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, delivered_share, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', ${to === null ? 'confirmed' : 'restored'}, 'T', 'fibre-cut', ${share === 0 ? 'total' : 'degraded'},
      ${share === 0 ? null : share}, 'major', false, ${instant(from)}, ${to === null ? null : instant(to)}, now(), 'test')
    returning id`.execute(h.db)
  const id = rows[0]?.id ?? ''
  for (const hit of hits)
    await sql`insert into outages.affected (outage_id, service_id, evidence, money, own_from, own_to)
      select ${id}, id, 'topology', true, ${hit.from === null ? null : instant(hit.from)}, ${hit.to === null ? null : instant(hit.to)}
      from subscribers.service where key = ${`s-${hit.service}`}`.execute(h.db)
  return id
}
