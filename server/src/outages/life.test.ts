import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { anOutage, match, world } from './testing/world.ts'

let h: Harness
beforeAll(async () => {
  h = await world()
})

const at = '2026-09-15T08:30:00Z'

describe('a part that works again', () => {
  test('is somewhere that was hit: an area that somebody mistyped is refused', async () => {
    const { id } = await anOutage(h)
    const restored = (areas: readonly string[]) =>
      h.as('operations').post(`/outages/${id}/restore-part`, { areas, restoredAt: at })

    expect(await restored(['99.99'])).toMatchObject({ status: 422, body: { code: 'outages.not-a-part' } })
    const { rows } = await sql<{ area: string }>`
      select s.area from outages.affected a join subscribers.service s on s.id = a.service_id where a.outage_id = ${id} limit 1`.execute(
      h.db,
    )
    expect((await restored([rows[0]?.area ?? ''])).status).toBe(200)
  })
})

describe('the life of an outage', () => {
  test('leads from suspicion over confirmation and restoration to its end', async () => {
    const operations = h.as('operations')
    const reported = await operations.post('/outages', {
      title: 'No light',
      scope: { elements: ['olt-1'] },
      startedAt: '2026-09-15T08:00:00Z',
    })
    expect(reported).toMatchObject({ status: 201, body: { status: 'suspected', cause: 'unknown', revision: 1 } })
    const { id, number } = reported.body
    expect(number).toMatch(/^OUT-\d{6}$/)

    expect(await operations.post(`/outages/${number}/confirm`, {})).toMatchObject({
      status: 200,
      body: { status: 'confirmed', revision: 2 },
    })
    const part = await operations.post(`/outages/${id}/restore-part`, { elements: ['pon-1'], restoredAt: at })
    expect(part).toMatchObject({
      status: 200,
      body: { status: 'partly-restored', parts: [{ kind: 'element', reference: 'pon-1' }] },
    })
    expect(await operations.post(`/outages/${id}/restore`, { restoredAt: '2026-09-15T08:45:00Z' })).toMatchObject({
      status: 200,
      body: { status: 'restored' },
    })
    expect(await operations.post(`/outages/${id}/close`, {})).toMatchObject({
      status: 200,
      body: { status: 'closed', closedAt: '2026-09-15T09:00:00Z' },
    })

    const timeline = await operations.get(`/outages/${id}/timeline`)
    expect(timeline.body.items.map((entry: { kind: string }) => entry.kind)).toEqual([
      'closed',
      'restored',
      'partly-restored',
      'confirmed',
      'reported',
    ])
    expect(timeline.body.items[0]).toMatchObject({
      actor: 'staff:operations',
      data: { from: 'restored', status: 'closed' },
    })
    const revisions = await operations.get(`/outages/${id}/revisions`)
    expect(revisions.body.items[1]).toMatchObject({
      kind: 'restored',
      before: { status: 'partly-restored', restoredAt: null },
      after: { status: 'restored' },
    })
    expect(await eventsOf(id)).toEqual([
      'outages.suspected',
      'outages.confirmed',
      'outages.partly-restored',
      'outages.restored',
      'outages.closed',
    ])
  })

  const steps = {
    confirm: ['confirm', {}],
    part: ['restore-part', { elements: ['pon-1'], restoredAt: at }],
    restore: ['restore', { restoredAt: at }],
    close: ['close', {}],
    retract: ['retract', { reason: 'false alarm' }],
  } as const
  const allowed: Record<string, readonly (keyof typeof steps)[]> = {
    suspected: ['confirm', 'retract'],
    confirmed: ['part', 'restore', 'retract'],
    'partly-restored': ['restore', 'retract'],
    restored: ['close', 'retract'],
    closed: ['retract'],
    retracted: [],
  }
  const waysTo: Record<string, readonly (keyof typeof steps)[]> = {
    suspected: [],
    confirmed: ['confirm'],
    'partly-restored': ['confirm', 'part'],
    restored: ['confirm', 'restore'],
    closed: ['confirm', 'restore', 'close'],
    retracted: ['retract'],
  }

  test.each(Object.keys(allowed))('allows of an outage that is %s only what comes next', async status => {
    for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
      const { body } = await h
        .as('operations')
        .post('/outages', { title: status, scope: { elements: ['olt-1'] }, startedAt: '2026-09-15T08:00:00Z' })
      const go = async (name: keyof typeof steps) =>
        h.as('operations').post(`/outages/${body.id}/${steps[name][0]}`, steps[name][1])
      for (const way of waysTo[status] ?? []) expect((await go(way)).status).toBe(200)

      const reply = await go(step)

      // A part that was restored before is no part that could be restored.
      const refused = status === 'partly-restored' && step === 'part' ? 422 : 409
      expect([step, reply.status]).toEqual([step, (allowed[status] ?? []).includes(step) ? 200 : refused])
    }
  })

  test('is restored by exactly one of many at once', async () => {
    const { id } = await anOutage(h)

    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        h.as('operations', `person-${at}`).post(`/outages/${id}/restore`, { restoredAt: `2026-09-15T08:3${at}:00Z` }),
      ),
    )

    // Without the lock the losers would only run into the next revision, which has a number already.
    expect(replies.map(reply => String(reply.body.code ?? 'restored')).toSorted((a, b) => a.localeCompare(b))).toEqual([
      ...Array.from({ length: 7 }, () => 'outages.already-restored'),
      'restored',
    ])
    expect((await eventsOf(id)).filter(type => type === 'outages.restored')).toHaveLength(1)
    const winner = replies.find(reply => reply.status === 200)
    expect((await h.as('viewer').get(`/outages/${id}`)).body.restoredAt).toBe(winner?.body.restoredAt)
  })

  test('is changed only from the version that was read', async () => {
    const { id, revision } = await anOutage(h)

    expect(await h.as('operations').patch(`/outages/${id}`, { severity: 'critical' })).toMatchObject({ status: 428 })
    expect(await match(h, `/outages/${id}`, { severity: 'critical' }, revision, 'patch')).toMatchObject({
      status: 200,
      headers: { etag: `"${revision + 1}"` },
    })
    expect(await match(h, `/outages/${id}`, { severity: 'minor' }, revision, 'patch')).toMatchObject({ status: 412 })
  })

  test.each([
    ['nothing but blanks', '   '],
    ['an escape sequence', 'Cut \u001b[31mred'],
    ['a line break', 'Cut\nOUT-000001 closed'],
    ['a control character of eight bits', 'Cut \u009b31m'],
    ['a turn of direction', 'Cut \u202etxt.exe'],
  ])('is not called by %s', async (_, title) => {
    const body = { title, scope: { elements: ['olt-1'] }, startedAt: '2026-09-15T08:00:00Z' }
    const reply = await h.as('operations').post('/outages', body)

    expect(reply).toMatchObject({ status: 400, body: { mistakes: [{ pointer: '/title' }] } })
  })

  test('is told in paragraphs, of which nothing hides', async () => {
    const { id } = await anOutage(h)
    const tell = (text: string) => h.as('operations').post(`/outages/${id}/timeline`, { text, public: false })

    expect((await tell('Found.\n\tA digger.')).status).toBe(201)
    expect((await tell('Found.\u001b[2J')).status).toBe(400)
    expect((await tell('Found \u2066.')).status).toBe(400)
  })

  test('keeps to what is possible', async () => {
    const operations = h.as('operations')
    const declare = (given: object) =>
      operations.post('/outages/declare', {
        title: 'x',
        scope: { elements: ['olt-1'] },
        startedAt: '2026-09-15T08:00:00Z',
        ...given,
      })

    expect((await declare({ startedAt: '2026-09-16T08:00:00Z' })).body.code).toBe('outages.in-future')
    expect(
      (await declare({ startedAt: '2026-09-16T08:00:00Z', planned: true, noticedAt: '2026-09-10T08:00:00Z' })).status,
    ).toBe(201)
    for (const given of [
      { startedAt: '0001-01-01T00:00:00Z' },
      { startedAt: '1999-12-31T23:59:59Z' },
      { startedAt: '2036-09-16T08:00:00Z', planned: true },
      { knownAt: '0001-01-01T00:00:00Z' },
      { etr: '9999-12-31T00:00:00Z' },
    ])
      expect((await declare(given)).body.code).toBe('outages.unlikely-time')
    expect((await declare({ scope: {} })).body.code).toBe('outages.no-scope')
    expect((await declare({ scope: { elements: ['olt-9'] } })).body).toMatchObject({
      code: 'outages.unknown-element',
      values: { keys: ['olt-9'] },
    })
    expect((await declare({ scope: { services: ['z9'] } })).body.code).toBe('outages.unknown-service')
    expect((await declare({ deliveredShare: '0.5' })).body.code).toBe('outages.bad-share')
    expect((await declare({ reference: 'inc-1' })).status).toBe(201)
    expect((await declare({ reference: 'inc-1' })).body.code).toBe('outages.reference-taken')
    const { id } = await anOutage(h)
    expect((await operations.post(`/outages/${id}/restore`, { restoredAt: '2026-09-15T07:00:00Z' })).body.code).toBe(
      'outages.restored-before-start',
    )
    expect((await operations.post(`/outages/${id}/restore`, { restoredAt: '2026-09-15T19:00:00Z' })).body.code).toBe(
      'outages.in-future',
    )
    expect(
      (await operations.post(`/outages/${id}/restore-part`, { elements: ['olt-2'], restoredAt: at })).body.code,
    ).toBe('outages.not-a-part')
    expect((await operations.post('/outages/OUT-999999/restore', { restoredAt: at })).status).toBe(404)
  })

  test('asks for permission', async () => {
    const { id } = await anOutage(h)

    expect((await h.as('viewer').post(`/outages/${id}/restore`, { restoredAt: at })).status).toBe(403)
    expect(
      (
        await h
          .as('communications')
          .post('/outages/declare', { title: 'x', scope: { elements: ['olt-1'] }, startedAt: at })
      ).status,
    ).toBe(403)
    expect(
      (await h.as('communications').post('/outages', { title: 'x', scope: { elements: ['olt-1'] }, startedAt: at }))
        .status,
    ).toBe(201)
  })

  test('repeats an answer under the same key', async () => {
    const body = { title: 'Twice', scope: { elements: ['olt-1'] }, startedAt: at }
    const first = await h.as('operations').post('/outages', body, { 'idempotency-key': 'once' })
    const second = await h.as('operations').post('/outages', body, { 'idempotency-key': 'once' })

    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})

describe('the estimate', () => {
  test('keeps every value that was ever given', async () => {
    const { id } = await anOutage(h)
    const set = (etr: string | null) =>
      h.as('communications').put(`/outages/${id}/etr`, { etr, nextUpdateBy: '2026-09-15T10:00:00Z', reason: 'crew' })
    await set('2026-09-15T12:00:00Z')
    await set('2026-09-15T14:00:00Z')
    expect((await set(null)).body).toMatchObject({ etr: null, nextUpdateBy: '2026-09-15T10:00:00Z' })

    const { body } = await h.as('viewer').get(`/outages/${id}/etr`)

    expect(body.items.map((item: { etr: string | null }) => item.etr)).toEqual([
      null,
      '2026-09-15T14:00:00Z',
      '2026-09-15T12:00:00Z',
    ])
    expect((await set('2026-09-15T07:00:00Z')).body.code).toBe('outages.etr-before-start')
  })
})

describe('tasks', () => {
  test('are changed and removed only at the version that was read', async () => {
    const { id } = await anOutage(h)
    const operations = h.as('operations')
    const { body: task, headers } = await operations.post(`/outages/${id}/tasks`, { title: 'Splice' })
    const path = `/outages/${id}/tasks/${task.id}`
    expect(headers['etag']).toBe('"1"')

    expect((await operations.patch(path, { owner: 'crew 7' })).status).toBe(428)
    expect((await operations.patch(path, { owner: 'crew 7' }, { 'if-match': '"1"' })).headers['etag']).toBe('"2"')
    expect((await operations.patch(path, { owner: 'crew 8' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await operations.delete(path, { 'if-match': '"1"' })).status).toBe(412)
    expect((await operations.delete(path)).status).toBe(428)

    expect((await operations.get(`/outages/${id}/tasks`)).body.items).toMatchObject([{ owner: 'crew 7', revision: 2 }])
  })

  test('are added, done and removed, and hold up the closing while they are open', async () => {
    const { id } = await anOutage(h)
    const operations = h.as('operations')
    const { body: task } = await operations.post(`/outages/${id}/tasks`, {
      title: 'Splice',
      owner: 'crew 7',
      dueAt: '2026-09-15T12:00:00Z',
    })
    await operations.post(`/outages/${id}/restore`, { restoredAt: at })

    expect((await operations.post(`/outages/${id}/close`, {})).body).toMatchObject({
      code: 'outages.open-tasks',
      values: { tasks: 1 },
    })
    const done = await operations.patch(`/outages/${id}/tasks/${task.id}`, { state: 'done' }, { 'if-match': '"1"' })
    expect(done.body).toMatchObject({ state: 'done', owner: 'crew 7', revision: 2 })
    const { body: mistake } = await operations.post(`/outages/${id}/tasks`, { title: 'Mistake' })
    expect((await operations.delete(`/outages/${id}/tasks/${mistake.id}`, { 'if-match': '"1"' })).status).toBe(204)
    expect((await operations.get(`/outages/${id}/tasks`)).body.items).toHaveLength(1)
    expect((await operations.post(`/outages/${id}/close`, {})).status).toBe(200)
  })
})

describe('the timeline', () => {
  test('tells the public only what is for it', async () => {
    const { id } = await anOutage(h)
    await h
      .as('communications')
      .post(`/outages/${id}/timeline`, { text: 'We are on it.', public: true, nextUpdateBy: '2026-09-15T10:00:00Z' })
    await h.as('operations').post(`/outages/${id}/timeline`, { text: 'Digger again', public: false })

    const { body } = await h.as('viewer').get(`/outages/${id}/timeline?public=true`)

    expect(body.items).toMatchObject([{ text: 'We are on it.', actor: 'staff:communications' }])
    expect((await h.as('viewer').get(`/outages/${id}`)).body.nextUpdateBy).toBe('2026-09-15T10:00:00Z')
  })

  test.each(['revision', 'timeline', 'etr'])('and its kin cannot be rewritten: %s', async table => {
    const { id } = await anOutage(h)
    await h.as('operations').put(`/outages/${id}/etr`, { etr: '2026-09-15T12:00:00Z' })

    await expect(
      sql`update ${sql.table(`outages.${table}`)} set actor = 'nobody' where outage_id = ${id}`.execute(h.db),
    ).rejects.toThrow('history')
    await expect(
      sql`delete from ${sql.table(`outages.${table}`)} where outage_id = ${id}`.execute(h.db),
    ).rejects.toThrow('history')
  })
})

describe('the list', () => {
  test('finds by status, text, element, area and time, page by page', async () => {
    const north = await anOutage(h, {
      title: 'Flood in the north',
      scope: { areas: ['62.01'] },
      startedAt: '2026-08-01T00:00:00Z',
    })
    await h.as('operations').post(`/outages/${north.id}/restore`, { restoredAt: '2026-08-02T00:00:00Z' })
    const find = async (query: string) =>
      (await h.as('viewer').get(`/outages?${query}`)).body.items.map((item: { id: string }) => item.id)

    for (const query of [
      'text=flood',
      `text=${north.number}`,
      'area=62',
      'area=62.01.03',
      'from=2026-08-01T12:00:00Z&to=2026-08-01T13:00:00Z',
      'area=62&status=restored,closed',
    ])
      expect([query, await find(query)]).toEqual([query, [north.id]])
    expect(await find('area=62&status=confirmed')).toEqual([])
    expect(await find('element=core')).toEqual([])

    const all: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await h.as('viewer').get(`/outages?limit=7${cursor ? `&cursor=${cursor}` : ''}`)
      all.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.next
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all.at(-1)).toBe(north.id)
    expect((await h.as('viewer').get('/outages?cursor=nonsense')).status).toBe(400)
  })
})

async function eventsOf(id: string): Promise<string[]> {
  const { rows } = await sql<{
    type: string
  }>`select type from platform.event where subject = ${id} and type <> 'outages.matched' order by id`.execute(h.db)
  return rows.map(row => row.type)
}
