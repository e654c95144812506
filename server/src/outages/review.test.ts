import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { outagesContext } from './index.ts'
import { anOutage, match, world } from './testing/world.ts'

const money = [
  {
    run: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
    ...{ number: 7, status: 'posted' as const, credits: 2, currency: 'IDR', owed: '9000.00', granted: '9000.00' },
  },
]
let h: Harness
beforeAll(async () => {
  h = await world([], outagesContext({ moneyOf: () => Promise.resolve(money) }))
})

const texts = { summary: 'A digger cut the fibre.', rootCause: 'No plan of the street.', wentWell: '', toImprove: '' }
const followUp = { title: 'Register the route', owner: 'Planning', dueOn: '2026-10-01' }

interface Over {
  readonly id: string
  readonly path: string
  readonly began: string
  readonly ended: string
}

/** Began an hour ago; its update came five minutes late, and its end fifteen minutes after the estimate. */
async function restored(): Promise<Over> {
  const now = h.clock.now()
  const after = (minutes: number) => now.add({ minutes }).toString()
  const began = after(-60)
  const { id } = await anOutage(h, { startedAt: began, etr: after(10), nextUpdateBy: after(5) })
  h.clock.advance({ minutes: 10 })
  await h.as('operations').post(`/outages/${id}/timeline`, { text: 'We are on it.', public: true })
  h.clock.advance({ minutes: 15 })
  const reply = await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: after(25) })
  expect(reply.status).toBe(200)
  await h.runJobs()
  return { id, path: `/outages/${id}/review`, began, ended: after(25) }
}

describe('a review', () => {
  test('says how fast it went, what was promised and missed, whom it hit and what it costs', async () => {
    const { path, began, ended } = await restored()

    const { body, headers } = await h.as('viewer').get(path)

    expect(headers['etag']).toBe('"0"')
    expect(body).toMatchObject({ state: 'none', version: 0, followUps: [] })
    expect(body.facts).toMatchObject({
      began,
      restored: ended,
      confirmed: expect.any(String),
      firstStatement: expect.any(String),
      estimates: [{ missed: 15 * 60 }],
      services: 2,
      customers: 2,
      appeals: { open: 0, upheld: 0, rejected: 0 },
      money,
    })
    expect(body.facts.updates).toMatchObject([{ promised: expect.any(String), late: 5 * 60 }])
  })

  test('is written in versions, each from the one that was read', async () => {
    const { path } = await restored()
    expect((await h.as('operations').put(path, { ...texts, followUps: [] })).status).toBe(428)

    const first = await match(h, path, { ...texts, followUps: [followUp] }, 0, 'put')
    expect(first).toMatchObject({ status: 200, body: { state: 'draft', version: 1, actor: 'staff:operations' } })
    expect((await match(h, path, { ...texts, followUps: [] }, 0, 'put')).status).toBe(412)
    const [kept] = first.body.followUps
    const again = await match(
      h,
      path,
      { ...texts, summary: 'A digger.', followUps: [{ ...kept, owner: null }] },
      1,
      'put',
    )
    expect(again.body).toMatchObject({ version: 2, followUps: [{ id: kept.id, owner: null }] })
    const strange = { ...followUp, id: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10' }
    expect((await match(h, path, { ...texts, followUps: [strange] }, 2, 'put')).body.code).toBe(
      'outages.follow-up-not-found',
    )

    const { body } = await h.as('viewer').get(`${path}/versions?limit=1`)
    expect(body).toMatchObject({ items: [{ version: 2, summary: 'A digger.' }], next: expect.any(String) })
  })

  test('is closed once it is complete, with its figures as they were; follow-ups go on', async () => {
    const { id, path, began, ended } = await restored()
    const earlier = Temporal.Instant.from(began).add({ minutes: 70 }).toString()
    expect((await match(h, `${path}/close`, undefined, 0)).body).toMatchObject({
      code: 'outages.review-incomplete',
      values: { missing: ['summary', 'rootCause'] },
    })
    const { body: draft } = await match(h, path, { ...texts, followUps: [followUp] }, 0, 'put')

    const closed = await match(h, `${path}/close`, undefined, 1)
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', version: 2, closedBy: 'staff:operations' } })
    expect((await match(h, path, { ...texts, followUps: [] }, 2, 'put')).body.code).toBe('outages.review-closed')
    await h
      .as('operations')
      .post(`/outages/${id}/corrections`, { restoredAt: earlier, reason: 'log of the router' }, { 'if-match': '*' })
    expect((await h.as('viewer').get(path)).body.facts.restored).toBe(ended)

    const done = await match(h, `${path}/follow-ups/${draft.followUps[0].id}`, { state: 'done' }, 2, 'patch')
    expect(done.body).toMatchObject({ state: 'closed', version: 3, followUps: [{ state: 'done' }] })
    const reopened = await match(h, `${path}/reopen`, { reason: 'the end was corrected' }, 3)
    expect(reopened.body).toMatchObject({ state: 'draft', facts: { restored: earlier } })
    expect((await match(h, `${path}/reopen`, { reason: 'once more' }, 4)).body.code).toBe('outages.review-not-closed')
  })

  test('is written of an outage that is over, by staff who may', async () => {
    const { id } = await anOutage(h)
    const path = `/outages/${id}/review`
    expect((await match(h, path, { ...texts, followUps: [] }, 0, 'put')).body.code).toBe('outages.not-restored')
    const over = await restored()
    const by = (role: 'viewer' | 'communications') => h.as(role)
    expect((await by('viewer').put(over.path, { ...texts, followUps: [] }, { 'if-match': '"0"' })).status).toBe(403)
    expect((await by('communications').put(over.path, { ...texts, followUps: [] }, { 'if-match': '"0"' })).status).toBe(
      200,
    )
    expect((await by('communications').post(`${over.path}/close`, undefined, { 'if-match': '"1"' })).status).toBe(403)
  })

  test('is a file whose fields are no formulas', async () => {
    const { path } = await restored()
    await match(h, path, { ...texts, summary: '=1+1', followUps: [followUp] }, 0, 'put')

    const { body: text } = await h.as('viewer').get(`${path}.csv`)

    expect(text.split('\r\n')[0]).toBe('part,what,at,promised,seconds,value,unit,owner,due,state')
    expect(text).toContain("text,summary,,,,'=1+1,")
    expect(text).toContain('follow-up,Register the route,,,,,,Planning,2026-10-01,open')
    expect(text).toContain('run 7,granted,,,,9000.00,IDR,,,posted')
  })
})

describe('the list of estimates', () => {
  test('begins with the one that was given when the outage was declared, and has promises that came with updates', async () => {
    const { id } = await anOutage(h, { etr: '2026-09-15T12:00:00Z' })
    const nextUpdateBy = '2026-09-15T10:00:00Z'
    await h.as('operations').post(`/outages/${id}/timeline`, { text: 'We are on it.', public: true, nextUpdateBy })
    await h.as('operations').put(`/outages/${id}/etr`, { etr: '2026-09-15T13:00:00Z' })

    const { body } = await h.as('viewer').get(`/outages/${id}/etr`)

    expect(body.items).toMatchObject([
      { etr: '2026-09-15T13:00:00Z', nextUpdateBy },
      { etr: '2026-09-15T12:00:00Z', nextUpdateBy },
      { etr: '2026-09-15T12:00:00Z', nextUpdateBy: null },
    ])
  })

  test('has those that were once kept in revisions only', async () => {
    const { id } = await anOutage(h)
    const after = { etr: '2026-09-14T12:00:00Z', nextUpdateBy: null }
    await sql`insert into outages.revision (outage_id, revision, at, actor, kind, before, after)
      values (${id}, 99, '2026-09-14T08:00:00Z', 'staff:a', 'updated', '{"etr": null}', ${JSON.stringify(after)}::jsonb)`.execute(
      h.db,
    )

    const { body } = await h.as('viewer').get(`/outages/${id}/etr`)

    expect(body.items).toMatchObject([{ at: '2026-09-14T08:00:00Z', actor: 'staff:a', ...after }])
  })
})
