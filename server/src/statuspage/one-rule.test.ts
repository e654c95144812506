import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPage, type PageHarness } from './testing/a-page.ts'

/** Six services in one area, in districts of three, two and one. */
let h: PageHarness
beforeAll(async () => {
  h = await aPage()
  await sql`update subscribers.service set area = '12.0' || case when key in ('s-1', 's-2', 's-3') then 1 when key = 's-6' then 3 else 2 end
    where area = '12.61'`.execute(h.db)
  await h.sweep()
  await h.runJobs()
})

async function declared(facts: Readonly<Record<string, unknown>>): Promise<{ id: string; number: string }> {
  const { status, body } = await h.as('operations').post('/outages/declare', {
    title: 'Fibre cut',
    cause: 'fibre-cut',
    extent: 'total',
    severity: 'major',
    startedAt: h.clock.now().subtract({ minutes: 10 }).toString(),
    ...facts,
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  await h.runJobs()
  return body
}

const area = () => h.picture().components.find(({ id }) => id === 'area-12')
const told = (number: string) => {
  const { open, past } = h.picture()
  return [...open, ...past].find(one => one.number === number)
}
const places = (number: string) => ({
  areas: told(number)?.areas.map(({ key }) => key),
  components: told(number)?.components.filter(id => id.startsWith('area')),
})

describe('an area in which five are down', () => {
  test('is told by its state and its days alike, also where they are of two outages, and no more once fewer are left', async () => {
    const first = await declared({ scope: { areas: ['12.01'] } })
    expect(area()).toMatchObject({ status: 'operational', since: null })
    expect(area()?.days.at(-1)?.lost).toBe(0)

    const second = await declared({ scope: { areas: ['12.02', '12.03'] } })
    expect(area()).toMatchObject({ status: 'major_outage' })
    expect(area()?.days.at(-1)?.lost).toBe(6 * 600)

    await h.as('operations').post(`/outages/${first.id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
    expect(area()).toMatchObject({ status: 'operational', since: null })
    await h.as('operations').post(`/outages/${second.id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
  })

  test('is not told twice where two outages hit the same three', async () => {
    const both = [await declared({ scope: { areas: ['12.01'] } }), await declared({ scope: { areas: ['12.01'] } })]
    expect(area()).toMatchObject({ status: 'operational', since: null })
    for (const { id } of both)
      await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
  })

  test('is named by its outage while five are, and again as what it was', async () => {
    const { id, number } = await declared({ scope: { areas: ['12'] } })
    expect(places(number)).toEqual({ areas: ['12'], components: ['area-12'] })
    expect(area()?.status).toBe('major_outage')

    await h.as('operations').post(`/outages/${id}/restore-part`, {
      areas: ['12.01', '12.02'],
      restoredAt: h.clock.now().toString(),
    })
    await h.runJobs()
    expect(places(number)).toEqual({ areas: [], components: [] })
    expect(area()).toMatchObject({ status: 'operational', since: null })

    await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
    expect(places(number)).toEqual({ areas: ['12'], components: ['area-12'] })
  })
})
