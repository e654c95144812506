import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { extendOutage, mergeOutages, noteOnTimeline, restoreFromAlarms, suspectOutage } from './index.ts'
import { affectedOf, world } from './testing/world.ts'

let h: Harness
beforeAll(async () => {
  h = await world()
})

const at = (time: string) => Temporal.Instant.from(`2026-09-15T${time}:00Z`)
const suspicion = (...elements: string[]) =>
  h.work(work => suspectOutage(work, { elements, startedAt: at('08:00'), summary: 'Loss of signal' }))

describe('an outage that alarms suspect', () => {
  test('grows, remembers its end, and is restored when somebody confirms it', async () => {
    const { id } = await suspicion('olt-1')
    await h.work(work => extendOutage(work, id, { elements: ['olt-2'], startedAt: at('07:55') }))
    const again = await h.work(work => extendOutage(work, id, { elements: ['olt-2'] }))
    expect(again).toMatchObject({ revision: 2, status: 'suspected' })
    await h.work(work => restoreFromAlarms(work, id, { restoredAt: at('08:20'), elements: ['olt-2'] }))
    const over = await h.work(work => restoreFromAlarms(work, id, { restoredAt: at('08:30'), elements: ['olt-1'] }))
    expect(over).toMatchObject({ status: 'suspected' })

    const { body } = await h.as('operations').post(`/outages/${id}/confirm`, {})
    await h.runJobs()

    expect(body).toMatchObject({
      status: 'restored',
      source: 'alarm',
      startedAt: '2026-09-15T07:55:00Z',
      restoredAt: '2026-09-15T08:30:00Z',
    })
    expect(await affectedOf(h, { id })).toMatchObject({
      a1: { to: '2026-09-15T08:30:00Z' },
      b1: { to: '2026-09-15T08:20:00Z' },
    })
  })

  test('goes on when an alarm is raised again', async () => {
    const { id } = await suspicion('olt-1')
    await h.as('operations').post(`/outages/${id}/confirm`, {})
    await h.work(work => restoreFromAlarms(work, id, { restoredAt: at('08:10') }))

    const again = await h.work(work => extendOutage(work, id, { elements: ['olt-1'] }))

    expect(again).toMatchObject({ status: 'confirmed', restoredAt: null })
  })

  test('takes notes', async () => {
    const { id } = await suspicion('olt-1')
    await h.work(work => noteOnTimeline(work, id, '40 alarms belong to it', { alarms: 40 }))

    const { body } = await h.as('viewer').get(`/outages/${id}/timeline`)

    expect(body.items[0]).toMatchObject({
      kind: 'note',
      text: '40 alarms belong to it',
      data: { alarms: 40 },
      public: false,
    })
  })

  test('is merged into another one, which takes over its places', async () => {
    const [from, into] = [await suspicion('olt-1'), await suspicion('olt-2')]
    await h.as('operations').post(`/outages/${from.id}/confirm`, {})

    const merged = await h.work(work => mergeOutages(work, from.id, into.id))

    expect(merged).toMatchObject({ status: 'confirmed', scope: { elements: [{ key: 'olt-1' }, { key: 'olt-2' }] } })
    expect((await h.as('viewer').get(`/outages/${from.id}`)).body).toMatchObject({
      status: 'retracted',
      mergedInto: into.id,
    })
    expect((await h.as('operations').post(`/outages/${into.id}/merge`, { into: into.number })).body.code).toBe(
      'outages.same',
    )
    expect((await h.as('operations').post(`/outages/${from.id}/merge`, { into: into.id })).body.code).toBe(
      'outages.not-open',
    )
  })
})

describe('a file of outages', () => {
  const header =
    'outage,start,end,elements,areas,services,kinds,extent,cause,planned,notice_hours,known_at,subscribers,place,note'
  const send = (...lines: string[]) =>
    h.as('operations').post('/outages/import', [header, ...lines].join('\n'), { 'content-type': 'text/csv' })

  test('is taken in, once, with its refusals in words', async () => {
    const lines = [
      'x-1,2026-03-29T01:30:00+01:00,2026-03-29T03:30:00+02:00,olt-1|pon-1,,,internet,total,fibre-cut,,,,120,"Gdańsk, north",ignored',
      'x-2,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,,31.72,b1,,degraded,planned-work,,48,,,,',
      'x-3,2026-09-15T08:00:00Z,,olt-2,,,,,,,,,,,',
      'x-4,2026-04-01T00:00:00,2026-04-01T02:00:00Z,olt-1,,,,,,,,,,,',
      'x-5,2026-04-01T00:00:00Z,2026-03-01T02:00:00Z,olt-1,,,,,,,,,,,',
      'x-6,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,olt-9,,,,,,,,,,,',
      'x-7,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,,,,,,,,,,,,',
      'x-1,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,olt-1,,,,,,,,,,,',
      'x-8,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,olt-1,,,radio,,gremlins,maybe,soon,,,,',
    ]

    const first = await send(...lines)
    await h.runJobs()

    expect(first).toMatchObject({ status: 200, body: { added: 3, unchanged: 0, ignored: ['note'] } })
    expect(
      first.body.refused.map(
        ({ row, column, reason }: { row: number; column: string; reason: string }) => `${row} ${column} ${reason}`,
      ),
    ).toEqual([
      '5 start no-offset',
      '6 end end-not-after-start',
      '7 elements unknown-element',
      '8 elements missing-value',
      '9 outage duplicate',
      '10 kinds unknown-word',
      '10 cause unknown-word',
      '10 planned unknown-word',
      '10 notice_hours not-a-number',
    ])
    const find = async (text: string) => (await h.as('viewer').get(`/outages?text=${text}`)).body.items[0]
    expect(await find('x-1')).toMatchObject({
      status: 'restored',
      title: 'Gdańsk, north',
      startedAt: '2026-03-29T00:30:00Z',
      restoredAt: '2026-03-29T01:30:00Z',
      services: 1,
    })
    expect(await find('x-2')).toMatchObject({ planned: true, extent: 'degraded', services: 1 })
    expect(await find('x-3')).toMatchObject({ status: 'confirmed', restoredAt: null })

    expect((await send(...lines.slice(0, 2))).body).toMatchObject({ added: 0, unchanged: 2, refused: [] })
    const other = await send((lines[0] ?? '').replace('03:30', '04:30'))
    expect(other.body.refused).toMatchObject([{ row: 2, reason: 'differs' }])
  })

  test('can be tried: everything is said, and nothing is kept', async () => {
    const tried = await h
      .as('operations')
      .post(
        '/outages/import?dryRun=true',
        [
          'outage,start,end,elements',
          't-1,2026-04-01T00:00:00Z,2026-04-01T02:00:00Z,olt-1',
          't-2,2026-04-01T00:00:00Z,,olt-9',
        ].join('\n'),
        { 'content-type': 'text/csv' },
      )

    expect(tried.body).toMatchObject({ dryRun: true, added: 1, refused: [{ row: 3, reason: 'unknown-element' }] })
    expect((await h.as('operations').get('/outages?text=t-1')).body.items).toEqual([])
  })

  test('has a year that can be meant, and titles in which nothing hides', async () => {
    const { body } = await h
      .as('operations')
      .post(
        '/outages/import',
        'outage,start,elements,place\ny-1,0001-01-01T00:00:00Z,olt-1,x\ny-2,2026-04-03T00:00:00Z,olt-1,North\u001b[31m \u202eend\n',
        { 'content-type': 'text/csv' },
      )

    expect(body).toMatchObject({ added: 1, refused: [{ row: 2, column: 'start', reason: 'unlikely-time' }] })
    expect((await h.as('viewer').get('/outages?text=y-2')).body.items).toMatchObject([{ title: 'North [31m  end' }])
  })

  test('names the line in which a quote is not closed, also below an empty one', async () => {
    const { body } = await h
      .as('operations')
      .post(
        '/outages/import?dryRun=true',
        'outage,start,elements\n\nq-1,2026-04-01T00:00:00Z,olt-1\n"q-2,2026-04-01T00:00:00Z,olt-1\nq-3,2026-04-01T00:00:00Z,olt-1\n',
        { 'content-type': 'text/csv' },
      )

    expect(body.added).toBe(1)
    expect(body.refused).toMatchObject([
      { row: 4, reason: 'broken-quotes', remedy: expect.stringContaining('close the double quotes') },
    ])
  })

  test('is refused as a whole when it is none', async () => {
    expect(
      (await h.as('operations').post('/outages/import', 'a,b\n1,2', { 'content-type': 'text/csv' })).body,
    ).toMatchObject({ code: 'outages.bad-file' })
    expect(
      (await h.as('operations').post('/outages/import', '{}', { 'content-type': 'application/json' })).status,
    ).toBe(415)
    expect((await h.as('communications').post('/outages/import', header, { 'content-type': 'text/csv' })).status).toBe(
      403,
    )
  })
})
