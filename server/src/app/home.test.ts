import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'

let h: Harness
beforeAll(async () => {
  h = await anOperator()
  await aNetwork(
    h,
    ['core', 'olt<core'],
    [
      { service: 'S1', element: 'olt' },
      { service: 'S2', element: 'olt' },
    ],
  )
})

async function declared(given: object): Promise<string> {
  const outage = { title: 'Fibre cut', scope: { elements: ['olt'] }, ...given }
  const { status, body } = await h.as('operations').post('/outages/declare', outage)
  expect(status).toBe(201)
  await h.runJobs()
  return body.number
}

describe('the first page', () => {
  test('counts nothing where nothing happens', async () => {
    const { status, body } = await h.as('viewer').get('/home')

    expect(status).toBe(200)
    expect(body).toMatchObject({
      timeZone: 'Europe/Warsaw',
      dayFrom: '2026-09-14T22:00:00Z',
      outages: { open: 0, suspected: 0, services: 0, overdue: [], areas: [] },
      runs: { toApprove: 0, postedToday: [] },
      payouts: { rejected: 0 },
    })
  })

  test('names what goes on, whom it hits and where, and what is overdue', async () => {
    const number = await declared({ startedAt: '2026-09-15T08:00:00Z', etr: '2026-09-15T08:30:00Z' })
    h.clock.advance({ seconds: 20 })

    expect((await h.as('viewer').get('/home')).body.outages).toMatchObject({
      open: 1,
      begunToday: 1,
      services: 2,
      overdue: [{ number, why: 'etr', since: '2026-09-15T08:30:00Z' }],
      areas: [{ area: '14.65', services: 2, outages: 1 }],
    })
  })

  test('counts a service that two outages hit once', async () => {
    await declared({ startedAt: '2026-09-15T08:10:00Z', title: 'Power cut' })
    h.clock.advance({ seconds: 20 })

    expect((await h.as('viewer').get('/home')).body.outages).toMatchObject({
      open: 2,
      services: 2,
      areas: [{ area: '14.65', services: 2, outages: 2 }],
    })
  })

  test('does not take planned work of next week for an outage', async () => {
    await declared({ startedAt: '2026-09-18T01:00:00Z', planned: true })

    expect((await h.as('viewer').get('/home')).body.outages).toMatchObject({ open: 2, upcoming: 1 })
  })

  test('says nothing of what a key may not read', async () => {
    const { body } = await h.asKeyOf('viewer').get('/home')

    expect(body.runs).not.toBeNull()
    expect((await h.anyone.get('/home')).status).toBe(401)
  })
})
