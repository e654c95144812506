import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { affectedOf, anOutage, aSession, match, world } from './testing/world.ts'

let h: Harness
beforeAll(async () => {
  h = await world()
})
// Each test has the network to itself: what overlaps would count together.
beforeEach(async () => {
  h.clock.set('2026-09-15T09:00:00Z')
  await sql`delete from outages.affected`.execute(h.db)
  await sql`update outages.outage set status = 'retracted'`.execute(h.db)
  await sql`delete from subscribers.session`.execute(h.db)
})

const start = '2026-09-15T08:00:00Z'
const end = '2026-09-15T08:40:00Z'

describe('whom an outage hits', () => {
  test('by its element is everything below, and not what another path protects', async () => {
    const outage = await anOutage(h, { scope: { elements: ['pop-1'] } })

    expect(await affectedOf(h, outage)).toEqual({
      a1: {
        kind: 'internet',
        customer: 'consumer',
        segment: 'home-office',
        area: '31.71',
        evidence: 'topology',
        money: true,
        from: start,
        to: null,
      },
      a2: {
        kind: 'voice',
        customer: 'consumer',
        segment: null,
        area: '31.71',
        evidence: 'topology',
        money: true,
        from: start,
        to: null,
      },
    })
    const { body } = await h.as('viewer').get(`/outages/${outage.id}/impact`)
    expect(body).toMatchObject({
      services: 2,
      protected: 1,
      byEvidence: [{ name: 'topology', services: 2 }],
      matched: { services: 2, money: 2, frozen: false },
    })
  })

  test('includes the protected when both paths fail in one outage, without money', async () => {
    const outage = await anOutage(h, { scope: { elements: ['pop-1', 'pop-2'] } })

    expect(await affectedOf(h, outage)).toMatchObject({
      r1: { evidence: 'redundant', money: false },
      a1: { evidence: 'topology' },
      b1: { evidence: 'topology' },
    })
  })

  test('includes the protected in both of two outages that take a path each, for as long as both last', async () => {
    const first = await anOutage(h, { scope: { elements: ['pop-1'] }, startedAt: start })
    expect(await affectedOf(h, first)).not.toHaveProperty('r1')

    const second = await anOutage(h, { scope: { elements: ['pop-2'] }, startedAt: '2026-09-15T08:20:00Z' })

    expect(await affectedOf(h, first)).toMatchObject({
      r1: { evidence: 'redundant', from: '2026-09-15T08:20:00Z', to: null },
      a1: { from: start },
    })
    expect(await affectedOf(h, second)).toMatchObject({
      r1: { evidence: 'redundant', from: '2026-09-15T08:20:00Z' },
      b1: { evidence: 'topology' },
    })

    await h.as('operations').post(`/outages/${first.id}/restore`, { restoredAt: end })
    await h.runJobs()
    expect(await affectedOf(h, second)).toMatchObject({
      r1: { from: '2026-09-15T08:20:00Z', to: end },
      b1: { to: null },
    })

    await h.as('operations').post(`/outages/${first.id}/retract`, { reason: 'it was another one' })
    await h.runJobs()
    expect(await affectedOf(h, second)).not.toHaveProperty('r1')
  })

  test('by area, polygon or list gets a notice only', async () => {
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [106.75, -6.5],
          [106.85, -6.5],
          [106.85, -6.35],
          [106.75, -6.35],
          [106.75, -6.5],
        ],
      ],
    }
    const outage = await anOutage(h, { scope: { areas: ['31.72'], polygons: [polygon], services: ['a1'] } })

    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { evidence: 'list', money: false },
      b1: { evidence: 'area', money: false },
      r1: { evidence: 'area', money: false },
    })
  })

  test('by several grounds counts once, by the best', async () => {
    const outage = await anOutage(h, { scope: { elements: ['olt-1'], areas: ['31'], services: ['a1', 'b1'] } })

    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { evidence: 'topology' },
      a2: { evidence: 'topology' },
      b1: { evidence: 'list' },
      r1: { evidence: 'area' },
    })
  })

  test('is limited to the kinds that were hit', async () => {
    const outage = await anOutage(h, { kinds: ['voice'] })

    expect(Object.keys(await affectedOf(h, outage))).toEqual(['a2'])
  })

  test('gets money on the evidence that the operator takes', async () => {
    const settings = (moneyEvidence: readonly string[]) =>
      h.as('admin').put('/outages/settings', { ...usual, moneyEvidence }, { 'if-match': '*' })
    expect((await settings(['session', 'area'])).status).toBe(200)
    const outage = await anOutage(h, { scope: { elements: ['olt-1'], areas: ['31.72'] } })
    await settings(['session', 'topology'])

    expect(await affectedOf(h, outage)).toMatchObject({ a1: { money: false }, b1: { money: true } })
  })

  test('is judged by settings that two people cannot change past one another', async () => {
    const admin = h.as('admin')
    const { headers, body } = await admin.get('/outages/settings')
    const seen = { 'if-match': String(headers['etag']) }

    expect((await admin.put('/outages/settings', body)).status).toBe(428)
    const first = await admin.put('/outages/settings', body, seen)
    const second = await admin.put('/outages/settings', { ...body, settleMinutes: 600 }, seen)

    expect([first.status, second.status]).toEqual([200, 412])
    const after = await admin.get('/outages/settings')
    expect(after.body).toEqual(body)
    expect(after.headers['etag']).toBe(first.headers['etag'])
  })
})

const usual = { startToleranceMinutes: 5, endToleranceMinutes: 15, settleMinutes: 30 }

describe('a part that is restored', () => {
  test('ends the time of the services below it, by element and by area', async () => {
    const outage = await anOutage(h, { scope: { elements: ['pop-1', 'pop-2'] } })
    await h
      .as('operations')
      .post(`/outages/${outage.id}/restore-part`, { elements: ['pon-1'], restoredAt: '2026-09-15T08:10:00Z' })
    await h
      .as('operations')
      .post(`/outages/${outage.id}/restore-part`, { elements: ['pop-2'], restoredAt: '2026-09-15T08:20:00Z' })
    await h
      .as('operations')
      .post(`/outages/${outage.id}/restore-part`, { areas: ['31.71'], restoredAt: '2026-09-15T08:30:00Z' })
    await h.runJobs()

    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { to: '2026-09-15T08:30:00Z' },
      a2: { to: '2026-09-15T08:10:00Z' },
      b1: { to: '2026-09-15T08:20:00Z' },
      r1: { evidence: 'redundant', to: '2026-09-15T08:20:00Z' },
    })
  })
})

describe('the sessions of a line', () => {
  const restored = async () => {
    const outage = await anOutage(h)
    await h.as('operations').post(`/outages/${outage.id}/restore`, { restoredAt: end })
    await h.runJobs()
    return affectedOf(h, outage)
  }

  test('give it an interval of its own', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T07:58:30Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:47:00Z', heard: '2026-09-15T08:55:00Z' })

    expect(await restored()).toMatchObject({
      a1: { evidence: 'session', money: true, from: '2026-09-15T07:58:30Z', to: '2026-09-15T08:47:00Z' },
      a2: { evidence: 'topology' },
    })
  })

  test('end it at the latest some minutes after restoration', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T08:01:00Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:59:00Z', heard: '2026-09-15T09:00:00Z' })
    await aSession(h, 'a2', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T08:01:00Z' })

    expect(await restored()).toMatchObject({
      a1: { evidence: 'session', to: '2026-09-15T08:55:00Z' },
      a2: { evidence: 'session', to: '2026-09-15T08:55:00Z' },
    })
  })

  test('speak against it when they were alive throughout', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', heard: '2026-09-15T08:50:00Z' })
    await aSession(h, 'a2', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T08:41:00Z' })

    expect(await restored()).toMatchObject({
      a1: { evidence: 'contradicted', money: false, from: start, to: end },
      a2: { evidence: 'contradicted', money: false },
    })
  })

  test('are no ground when they were gone long before, but still tell when it worked again', async () => {
    await aSession(h, 'a1', { from: '2026-09-01T00:00:00Z', to: '2026-09-02T00:00:00Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:25:00Z', heard: '2026-09-15T08:55:00Z' })

    expect(await restored()).toMatchObject({ a1: { evidence: 'topology', from: start, to: '2026-09-15T08:25:00Z' } })
  })

  test('say nothing while they are only not heard of', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', heard: '2026-09-15T07:30:00Z' })

    expect(await restored()).toMatchObject({ a1: { evidence: 'topology', from: start, to: end } })
  })

  test('that end without a report begin their gap with the outage', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', heard: '2026-09-15T07:50:00Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:42:00Z', heard: '2026-09-15T08:55:00Z' })
    // Closed when the access server came back, not when the line died.
    await aSession(h, 'a2', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T08:45:00Z', cause: 'NAS-Reboot' })
    await aSession(h, 'a2', { from: '2026-09-15T08:46:00Z', heard: '2026-09-15T08:55:00Z' })

    expect(await restored()).toMatchObject({
      a1: { evidence: 'session', from: start, to: '2026-09-15T08:42:00Z' },
      a2: { evidence: 'session', from: start, to: '2026-09-15T08:46:00Z' },
    })
  })

  test('count by the longest gap', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', to: '2026-09-15T08:00:00Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:05:00Z', to: '2026-09-15T08:10:00Z' })
    await aSession(h, 'a1', { from: '2026-09-15T08:35:00Z', heard: '2026-09-15T08:55:00Z' })

    expect(await restored()).toMatchObject({
      a1: { evidence: 'session', from: '2026-09-15T08:10:00Z', to: '2026-09-15T08:35:00Z' },
    })
  })

  test('are no ground when the service was only degraded', async () => {
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', heard: '2026-09-15T08:55:00Z' })
    const outage = await anOutage(h, { extent: 'degraded', deliveredShare: '0.25' })
    await h.as('operations').post(`/outages/${outage.id}/restore`, { restoredAt: end })
    await h.runJobs()

    expect(await affectedOf(h, outage)).toMatchObject({ a1: { evidence: 'topology', money: true } })
  })

  test('that arrive late are taken in once, and what they change is kept', async () => {
    const outage = await anOutage(h)
    await h.as('operations').post(`/outages/${outage.id}/restore`, { restoredAt: end })
    await h.runJobs()
    await aSession(h, 'a1', { from: '2026-09-14T00:00:00Z', heard: '2026-09-15T09:05:00Z' })
    await h.sweep()
    await h.runJobs()
    expect(await affectedOf(h, outage)).toMatchObject({ a1: { evidence: 'topology' } })

    h.clock.set('2026-09-15T09:10:00Z')
    await h.sweep()
    await h.runJobs()

    expect(await affectedOf(h, outage)).toMatchObject({ a1: { evidence: 'contradicted' } })
    const { body } = await h.as('viewer').get(`/outages/${outage.id}/revisions/2/services`)
    expect(body.items).toMatchObject([
      {
        service: 'a1',
        before: { evidence: 'topology', money: true },
        after: { evidence: 'contradicted', money: false },
      },
    ])
    expect(await corrections(outage.id)).toMatchObject([
      { revision: 2, retracted: false, fields: [], added: 0, removed: 0, changed: 1 },
    ])
    await h.sweep()
    await h.runJobs()
    expect(await corrections(outage.id)).toHaveLength(1)
  })
})

describe('a correction', () => {
  const closed = async (given = {}) => {
    const { id } = await anOutage(h, given)
    await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: end })
    const { body } = await h.as('operations').post(`/outages/${id}/close`, {})
    await h.runJobs()
    return body
  }

  test('is a revision with its reason, and leaves the state alone', async () => {
    const outage = await closed()

    const reply = await match(
      h,
      `/outages/${outage.id}/corrections`,
      { restoredAt: '2026-09-15T08:10:00Z', cause: 'third-party-damage', reason: 'the log of the router' },
      outage.revision,
    )
    await h.runJobs()

    expect(reply).toMatchObject({
      status: 200,
      body: { status: 'closed', restoredAt: '2026-09-15T08:10:00Z', revision: outage.revision + 1 },
    })
    const { body } = await h.as('viewer').get(`/outages/${outage.id}/revisions`)
    expect(body.items[0]).toMatchObject({
      kind: 'corrected',
      reason: 'the log of the router',
      actor: 'staff:operations',
      before: { restoredAt: end, cause: 'unknown' },
      after: { restoredAt: '2026-09-15T08:10:00Z', cause: 'third-party-damage' },
    })
    expect(await corrections(outage.id)).toMatchObject([
      { revision: outage.revision + 1, fields: ['cause', 'restoredAt'], changed: 0 },
    ])
  })

  test('of the scope keeps the services that differ', async () => {
    const outage = await closed({ scope: { elements: ['olt-1'] } })

    await match(
      h,
      `/outages/${outage.id}/corrections`,
      { scope: { elements: ['pon-1', 'olt-2'] }, reason: 'wrong card' },
      outage.revision,
    )
    await h.runJobs()

    expect(Object.keys(await affectedOf(h, outage))).toEqual(['a2', 'b1'])
    const { body } = await h.as('viewer').get(`/outages/${outage.id}/revisions/${outage.revision + 1}/services`)
    expect(body.items).toMatchObject([
      { service: 'a1', before: { evidence: 'topology' }, after: null },
      { service: 'b1', before: null, after: { evidence: 'topology' } },
    ])
    expect((await h.as('viewer').get(`/outages/${outage.id}/revisions`)).body.items[0].difference).toEqual({
      added: 1,
      removed: 1,
      changed: 0,
    })
    expect(await corrections(outage.id)).toMatchObject([{ added: 1, removed: 1, changed: 0, fields: ['scope'] }])
  })

  test('of something that nobody was paid for tells nobody', async () => {
    const outage = await anOutage(h)

    await match(
      h,
      `/outages/${outage.id}/corrections`,
      { startedAt: '2026-09-15T07:00:00Z', reason: 'first alarm' },
      outage.revision,
    )
    await h.runJobs()

    expect(await affectedOf(h, outage)).toMatchObject({ a1: { from: '2026-09-15T07:00:00Z' } })
    expect(await corrections(outage.id)).toEqual([])
  })

  test('may say that it was none although it was paid', async () => {
    const outage = await closed()

    expect(
      (await h.as('operations').post(`/outages/${outage.id}/retract`, { reason: 'test of the alarm' })).body.status,
    ).toBe('retracted')
    await h.runJobs()

    expect(await corrections(outage.id)).toMatchObject([{ retracted: true }])
    expect(
      (await match(h, `/outages/${outage.id}/corrections`, { cause: 'weather', reason: 'again' }, outage.revision + 1))
        .body.code,
    ).toBe('outages.already-retracted')
  })

  test('may say that it is not over, as long as it is not closed', async () => {
    const { id } = await anOutage(h)
    const { body: restored } = await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: end })
    const reopened = await match(
      h,
      `/outages/${id}/corrections`,
      { restoredAt: null, reason: 'still dark' },
      restored.revision,
    )
    expect(reopened.body).toMatchObject({ status: 'confirmed', restoredAt: null })

    const outage = await closed()
    expect(
      (await match(h, `/outages/${outage.id}/corrections`, { restoredAt: null, reason: 'still dark' }, outage.revision))
        .body.code,
    ).toBe('outages.already-closed')
    expect(
      (await match(h, `/outages/${outage.id}/corrections`, { cause: 'unknown', reason: 'no news' }, outage.revision))
        .body.code,
    ).toBe('outages.nothing-changes')
    expect(
      (await match(h, `/outages/${outage.id}/corrections`, { startedAt: end, reason: 'impossible' }, outage.revision))
        .body.code,
    ).toBe('outages.restored-before-start')
    expect(
      (
        await h
          .as('communications')
          .post(`/outages/${outage.id}/corrections`, { cause: 'weather', reason: 'not allowed' })
      ).status,
    ).toBe(403)
  })

  test('across the change of clocks keeps to instants', async () => {
    h.clock.set('2026-10-25T09:00:00Z')
    const outage = await anOutage(h, { startedAt: '2026-10-25T02:30:00+02:00' })

    const { body } = await h
      .as('operations')
      .post(`/outages/${outage.id}/restore`, { restoredAt: '2026-10-25T02:30:00+01:00' })

    expect(body).toMatchObject({ startedAt: '2026-10-25T00:30:00Z', restoredAt: '2026-10-25T01:30:00Z' })
    const corrected = await match(
      h,
      `/outages/${outage.id}/corrections`,
      { restoredAt: '2026-10-25T02:59:59+02:00', reason: 'summer time' },
      body.revision,
    )
    expect(corrected.body.restoredAt).toBe('2026-10-25T00:59:59Z')
  })
})

describe('a question about planned work', () => {
  const question = { elements: ['pop-1'], areas: ['31.72'], from: '2026-09-20T00:00:00Z', to: '2026-09-20T04:00:00Z' }

  test('is answered as it then turns out, and stores nothing', async () => {
    const asked = await h.as('viewer').post('/outages/what-if', question)
    const { rows } = await sql`select from outages.affected`.execute(h.db)
    expect(rows).toEqual([])

    const { elements, areas, from } = question
    const outage = await anOutage(h, {
      planned: true,
      scope: { elements, areas },
      startedAt: from,
      noticedAt: '2026-09-10T00:00:00Z',
    })
    const { body: impact } = await h.as('viewer').get(`/outages/${outage.id}/impact`)

    expect(asked.body).toMatchObject({
      services: 3,
      protected: 1,
      byEvidence: [
        { name: 'topology', services: 2 },
        { name: 'area', services: 1 },
      ],
    })
    for (const count of ['services', 'protected', 'byEvidence', 'bySegment', 'byKind', 'byArea'])
      expect([count, impact[count]]).toEqual([count, asked.body[count]])
    const affected = await affectedOf(h, outage)
    expect(Object.entries(affected).map(([service, { evidence }]) => [service, evidence])).toEqual(
      asked.body.first.map((row: Record<string, string>) => [row['service'], row['evidence']]),
    )
  })

  test('reckons with what is down already', async () => {
    await anOutage(h, { scope: { elements: ['pop-2'] } })

    const { body } = await h.as('viewer').post('/outages/what-if', question)

    expect(body.byEvidence).toContainEqual({ name: 'redundant', services: 1 })
  })

  test('gives a file', async () => {
    const { body, headers } = await h.as('viewer').post('/outages/what-if.csv', question)

    expect(headers['content-type']).toContain('text/csv')
    expect(body.trim().split('\r\n').toSorted()).toEqual([
      'a1,internet,home-office,31.71,topology',
      'a2,voice,,31.71,topology',
      'b1,internet,,31.72,area',
      'service,kind,segment,area,evidence',
    ])
  })
})

describe('the list of affected services', () => {
  test('is read in pages, filtered, and as a file', async () => {
    const outage = await anOutage(h, { scope: { elements: ['core'], areas: ['31'] } })
    const get = async (query: string) => (await h.as('viewer').get(`/outages/${outage.id}/affected?${query}`)).body
    const first = await get('limit=3')

    expect(first.items.map((row: { service: string }) => row.service)).toEqual(['a1', 'a2', 'b1'])
    expect((await get(`limit=3&cursor=${first.next}`)).items).toMatchObject([{ service: 'r1' }])
    expect((await get('segment=home-office')).items).toMatchObject([{ service: 'a1' }])
    expect((await get('kind=voice&money=true')).items).toMatchObject([{ service: 'a2' }])
    expect((await get('evidence=area')).items).toEqual([])
    const { body } = await h.as('viewer').get(`/outages/${outage.id}/affected.csv?kind=voice`)
    expect(body).toBe(
      `service,kind,customer,segment,area,evidence,money,from,to\r\na2,voice,consumer,,31.71,topology,true,${start},\r\n`,
    )
  })
})

describe('an appeal', () => {
  test('that is upheld gives the service money, and is told to whoever pays', async () => {
    const outage = await anOutage(h, { scope: { areas: ['31.72'] } })
    await h.as('operations').post(`/outages/${outage.id}/restore`, { restoredAt: end })
    await h.runJobs()
    const appeal = (service: string) =>
      h.as('care').post(`/outages/${outage.id}/appeals`, { service, note: 'I have a photo of the modem.' })
    expect(await appeal('b1')).toMatchObject({ status: 201, body: { state: 'open' } })
    expect((await appeal('b1')).body.code).toBe('outages.already-appealed')
    expect((await appeal('nobody')).body.code).toBe('outages.unknown-service')

    const decided = await h
      .as('operations')
      .post(`/outages/${outage.id}/appeals/b1/decision`, { state: 'upheld', answer: 'The photo shows it.' })
    await h.runJobs()

    expect(decided.body).toMatchObject({ state: 'upheld', answer: 'The photo shows it.' })
    expect(await affectedOf(h, outage)).toMatchObject({ b1: { evidence: 'area', money: true } })
    expect((await h.as('viewer').get(`/outages/${outage.id}/appeals?state=upheld`)).body.items).toHaveLength(1)
    expect(await corrections(outage.id)).toMatchObject([{ changed: 1 }])
    expect(
      (
        await h
          .as('operations')
          .post(`/outages/${outage.id}/appeals/b1/decision`, { state: 'rejected', answer: 'No.....' })
      ).body.code,
    ).toBe('outages.no-appeal')
  })

  test('is not needed by a service that gets money', async () => {
    const outage = await anOutage(h)

    expect(
      (await h.as('care').post(`/outages/${outage.id}/appeals`, { service: 'a1', note: 'me too' })).body.code,
    ).toBe('outages.gets-money')
  })
})

async function corrections(id: string): Promise<unknown[]> {
  const { rows } = await sql<{
    data: unknown
  }>`select data from platform.event where subject = ${id} and type = 'outages.corrected' order by id`.execute(h.db)
  return rows.map(row => row.data)
}
