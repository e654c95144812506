import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { outagesContext } from './index.ts'
import { anOutage, match, world } from './testing/world.ts'

const money = [
  {
    run: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
    ...{ number: 7, status: 'posted' as const, credits: 2, currency: 'IDR', owed: '9000.00', granted: '9000.00' },
  },
]
const asItIs = () => Promise.resolve(money)
/** What asking for the money of an outage does; a test may have something happen meanwhile. */
let askMoney: (outage: string) => Promise<typeof money> = asItIs
let h: Harness
beforeAll(async () => {
  h = await world([], outagesContext({ moneyOf: (_, outage) => askMoney(outage) }))
})
afterEach(() => {
  askMoney = asItIs
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

    expect(headers['etag']).toMatch(/^W\/"0-[\w-]+"$/)
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
    expect(reopened.body).toMatchObject({ state: 'draft', closedAt: null })
    expect((await h.as('viewer').get(path)).body.facts.restored).toBe(earlier)
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

describe('the tag of a review', () => {
  test('is another one when the figures are, while a change goes by the version', async () => {
    const { path } = await restored()
    const tag = async () => (await h.as('viewer').get(path)).headers['etag'] as string
    const first = await tag()
    h.clock.advance({ minutes: 1 })
    expect(await tag()).toBe(first)
    expect((await h.as('viewer').get(path, { 'if-none-match': first })).status).toBe(304)

    askMoney = () => Promise.resolve(money.map(run => ({ ...run, granted: '4500.00' })))
    const paid = await h.as('viewer').get(path, { 'if-none-match': first })
    expect(paid).toMatchObject({ status: 200, body: { facts: { money: [{ granted: '4500.00' }] } } })
    expect(paid.headers['etag']).not.toBe(first)

    const put = (ifMatch: string) => h.as('operations').put(path, { ...texts, followUps: [] }, { 'if-match': ifMatch })
    const written = await put(first)
    expect(written).toMatchObject({ status: 200, body: { version: 1 }, headers: { etag: '"1"' } })
    expect(await put(first)).toMatchObject({ status: 412 })
    expect(await put(await tag())).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await put('"1", "2"')).toMatchObject({ status: 200, body: { version: 3 } })
  })
})

describe('what a review counts', () => {
  test('is counted when it is read or closed, and not when it is saved', async () => {
    const { path } = await restored()
    let asked = 0
    askMoney = () => {
      asked += 1
      return asItIs()
    }

    const { body: draft } = await match(h, path, { ...texts, followUps: [followUp] }, 0, 'put')
    await match(h, `${path}/follow-ups/${draft.followUps[0].id}`, { owner: 'Works' }, 1, 'patch')
    expect((await match(h, `${path}/close`, undefined, 1)).status).toBe(412)
    expect(asked).toBe(0)

    expect((await match(h, `${path}/close`, undefined, 2)).status).toBe(200)
    expect(asked).toBe(1)
    await match(h, `${path}/reopen`, { reason: 'one more thing' }, 3)
    expect(asked).toBe(1)
  })

  test('is counted while others may change the outage', async () => {
    const { id, path } = await restored()
    await match(h, path, { ...texts, followUps: [] }, 0, 'put')
    let free = false
    askMoney = async () => {
      await sql`select from outages.outage where id = ${id} for update nowait`.execute(h.db)
      free = true
      return money
    }

    expect((await match(h, `${path}/close`, undefined, 1)).status).toBe(200)
    expect(free).toBe(true)
    expect((await h.as('viewer').get(path)).body.facts.money).toEqual(money)
  })

  test('refuses to close a review that somebody changed meanwhile', async () => {
    const { path } = await restored()
    await match(h, path, { ...texts, followUps: [] }, 0, 'put')
    askMoney = async () => {
      await match(h, path, { ...texts, summary: 'A storm.', followUps: [] }, 1, 'put')
      return money
    }

    expect((await match(h, `${path}/close`, undefined, 1)).status).toBe(412)
  })

  test('is kept for a while where counting takes long, until the list of services is another one', async () => {
    const { id, path } = await restored()
    let asked = 0
    askMoney = async () => {
      asked += 1
      await setTimeout(1_100)
      return money
    }
    const read = () => h.as('viewer').get(path)

    const [first, second] = await Promise.all([read(), read()])
    h.clock.advance({ minutes: 1 })
    const third = await read()
    expect(asked).toBe(1)
    expect([second.body, third.body]).toEqual([first.body, first.body])

    const correction = { scope: { elements: ['olt-2'] }, reason: 'the other one' }
    await h.as('operations').post(`/outages/${id}/corrections`, correction, { 'if-match': '*' })
    await h.runJobs()
    expect((await read()).body.facts).toMatchObject({ services: 1, customers: 1 })
    expect(asked).toBe(2)
  })
})

describe('updates against promises', () => {
  const start = '2026-09-15T08:00:00Z'
  const at = (time: string) => `2026-09-15T${time}:00Z`

  /** Declared at 08:00 with an update promised for 09:00; then each step at its time, and what the review says of updates. */
  async function after(steps: readonly (readonly [string, Step])[], promised: string | null = '09:00') {
    const now = h.clock.now()
    h.clock.set(start)
    const nextUpdateBy = promised === null ? {} : { nextUpdateBy: at(promised) }
    const { id } = await anOutage(h, { startedAt: at('07:30'), etr: at('09:45'), ...nextUpdateBy })
    for (const [time, step] of steps) {
      h.clock.set(at(time))
      const reply = await step(h.as('operations'), `/outages/${id}`)
      expect(reply.status).toBeLessThan(300)
    }
    const { body } = await h.as('viewer').get(`/outages/${id}/review`)
    h.clock.set(now.toString())
    const clock = (instant: string | null) => instant?.slice(11, 16) ?? null
    return body.facts.updates.map((each: { promised: string | null; came: string | null }) => [
      clock(each.promised),
      clock(each.came),
    ])
  }
  type Step = (staff: ReturnType<Harness['as']>, path: string) => Promise<{ readonly status: number }>
  const update: (by?: string | null) => Step = by => (staff, path) =>
    staff.post(`${path}/timeline`, {
      text: 'We are on it.',
      public: true,
      ...(by === undefined ? {} : { nextUpdateBy: by === null ? null : at(by) }),
    })
  const estimate: (etr: string, by?: string | null) => Step = (etr, by) => (staff, path) =>
    staff.put(`${path}/etr`, {
      etr: at(etr),
      ...(by === undefined ? {} : { nextUpdateBy: by === null ? null : at(by) }),
    })
  const restore: Step = (staff, path) => staff.post(`${path}/restore`, { restoredAt: at('10:00') })

  test('do not hold a promise that was kept against whoever moves the estimate alone', async () => {
    const kept = [['09:00', '08:50']]
    const told = ['08:50', update()] as const
    expect(await after([told, ['08:55', estimate('11:00')], ['10:00', restore]])).toEqual(kept)
    expect(await after([told, ['09:30', estimate('11:00')], ['10:00', restore]])).toEqual(kept)
    // A form sends again what stands, though it has passed.
    expect(await after([told, ['09:30', estimate('11:00', '09:00')], ['10:00', restore]])).toEqual(kept)
    expect(await after([told, ['09:30', estimate('11:00', null)], ['10:00', restore]])).toEqual(kept)
  })

  test('count a broken promise once, however often the estimate is moved afterwards', async () => {
    const moved = [
      ['09:30', estimate('11:00')],
      ['09:40', estimate('11:30')],
      ['09:45', estimate('11:30', '09:00')],
    ] as const
    expect(await after([...moved, ['10:00', restore]])).toEqual([['09:00', null]])
    expect(await after([...moved, ['09:50', update()], ['10:00', restore]])).toEqual([['09:00', '09:50']])
  })

  test('count what was promised anew, also for the time that was promised before', async () => {
    const broken = [
      ['09:00', '08:50'],
      ['09:00', null],
    ]
    expect(
      await after([
        ['08:50', update('09:00')],
        ['10:00', restore],
      ]),
    ).toEqual(broken)
    expect(
      await after([
        ['08:50', update()],
        ['08:55', estimate('11:00', '09:00')],
        ['10:00', restore],
      ]),
    ).toEqual(broken)
    expect(
      await after([
        ['08:50', update()],
        ['09:10', update('09:50')],
        ['10:00', restore],
      ]),
    ).toEqual([
      ['09:00', '08:50'],
      [null, '09:10'],
      ['09:50', null],
    ])
    expect(
      await after(
        [
          ['08:30', estimate('11:00')],
          ['10:00', restore],
        ],
        null,
      ),
    ).toEqual([])
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
