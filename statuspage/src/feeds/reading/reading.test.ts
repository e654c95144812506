import { describeMistake, wordsFor } from '@pulih/phrases'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PublicOutage } from '../../picture.ts'
import { sample } from '../../sample.ts'
import { bodyAt } from '../testing/files.ts'
import { hostilePicture } from '../testing/hostile.ts'
import { readStatuspageHistory } from './history.ts'

/** As Statuspage wrote it in 2019: other offsets, and no `started_at`. */
const incident = {
  id: 'x0ljvc9m1wxj',
  name: 'Slow sending',
  status: 'resolved',
  created_at: '2019-02-20T12:00:19.418-06:00',
  updated_at: '2019-02-20T13:40:58.586-06:00',
  monitoring_at: '2019-02-20T13:11:24.478-06:00',
  resolved_at: '2019-02-20T13:40:58.572-06:00',
  impact: 'minor',
  shortlink: 'http://stspg.example/7a0d3a4d2',
  page_id: '4lzycl8t1x0c',
  incident_updates: [
    {
      id: 'u1',
      status: 'investigating',
      body: 'We are looking.',
      incident_id: 'x0ljvc9m1wxj',
      created_at: '2019-02-20T12:00:19.418-06:00',
      updated_at: '2019-02-20T12:00:19.418-06:00',
      display_at: '2019-02-20T12:00:19.418-06:00',
      affected_components: [{ code: 'c2', name: 'Mail', old_status: 'operational', new_status: 'major_outage' }],
    },
    { id: 'u2', status: 'resolved', body: 'Over.', created_at: '2019-02-20T13:40:58.572-06:00' },
  ],
  components: [{ id: 'c1', name: 'Web' }],
}

describe('the history of another page', () => {
  test('is read in our words and in UTC', () => {
    expect(readStatuspageHistory({ page: {}, incidents: [incident] })).toEqual({
      outages: [
        {
          id: 'x0ljvc9m1wxj',
          planned: false,
          title: 'Slow sending',
          status: 'resolved',
          impact: 'minor',
          startedAt: '2019-02-20T18:00:19.418Z',
          until: null,
          restoredAt: '2019-02-20T19:40:58.572Z',
          createdAt: '2019-02-20T18:00:19.418Z',
          updatedAt: '2019-02-20T19:40:58.586Z',
          url: 'http://stspg.example/7a0d3a4d2',
          components: [
            { id: 'c1', name: 'Web' },
            { id: 'c2', name: 'Mail' },
          ],
          updates: [
            { id: 'u2', at: '2019-02-20T19:40:58.572Z', status: 'resolved', text: 'Over.' },
            { id: 'u1', at: '2019-02-20T18:00:19.418Z', status: 'investigating', text: 'We are looking.' },
          ],
        },
      ],
      mistakes: [],
    })
  })

  test('may be a bare list', () => {
    expect(readStatuspageHistory([incident])).toEqual(readStatuspageHistory({ incidents: [incident] }))
  })

  test('may hold planned work, and work that ended before it began was called off', () => {
    const work = { ...incident, impact: 'maintenance', status: 'completed', scheduled_for: '2019-02-20T18:30:00Z' }
    const read = (given: object) =>
      readStatuspageHistory({ scheduled_maintenances: [{ ...work, ...given }] }).outages[0]

    expect(read({ scheduled_until: '2019-02-20T20:00:00Z' })).toMatchObject({
      planned: true,
      status: 'completed',
      impact: 'none',
      startedAt: '2019-02-20T18:30:00.000Z',
      until: '2019-02-20T20:00:00.000Z',
      restoredAt: '2019-02-20T19:40:58.572Z',
    })
    expect(read({ scheduled_for: '2019-03-01T00:00:00Z' })).toMatchObject({ status: 'cancelled', restoredAt: null })
  })

  test('ends where the updates say so when the field is missing', () => {
    const { outages, mistakes } = readStatuspageHistory([{ ...incident, resolved_at: null }])

    expect(outages[0]?.restoredAt).toBe('2019-02-20T19:40:58.572Z')
    expect(mistakes).toEqual([])
  })

  test('keeps what was written afterwards', () => {
    const afterwards = {
      status: 'postmortem',
      postmortem_body: 'A fan.',
      postmortem_published_at: '2019-02-21T08:00:00Z',
    }
    const { outages } = readStatuspageHistory([{ ...incident, ...afterwards }])

    expect(outages[0]?.status).toBe('resolved')
    expect(outages[0]?.updates[0]).toEqual({
      id: 'x0ljvc9m1wxj.postmortem',
      at: '2019-02-21T08:00:00.000Z',
      status: 'resolved',
      text: 'A fan.',
    })
  })
})

describe('a broken file', () => {
  const [first, second] = incident.incident_updates
  test.each<[string, unknown, readonly string[], number]>([
    ['is no object', 'text', [' not-an-object'], 0],
    ['is of another tool', { outages: [] }, [' unknown-form'], 0],
    ['has no list', { incidents: {} }, ['/incidents not-a-list'], 0],
    ['has an entry that is none', [null, incident], ['/0 not-an-object'], 1],
    ['has a field nobody knows', [{ ...incident, 'a/b~c': 1 }], ['/0/a~1b~0c unknown-field'], 1],
    ['has a section nobody knows', { incidents: [], x: 1 }, ['/x unknown-field'], 0],
    ['has no name', [{ ...incident, name: undefined }], ['/0/name missing-field'], 0],
    ['has a name that is a number', [{ ...incident, name: 7 }], ['/0/name not-a-text'], 0],
    ['has a word of its own', [{ ...incident, status: 'RESOLVED' }], ['/0/status unknown-word'], 0],
    ['has no impact', [{ ...incident, impact: null }], ['/0/impact missing-field'], 1],
    [
      'has a day that does not exist',
      [{ ...incident, created_at: '2019-02-30T00:00:00Z' }],
      ['/0/created_at not-an-instant'],
      0,
    ],
    ['has no beginning', [{ ...incident, created_at: null }], ['/0/started_at missing-field'], 0],
    [
      'has no end',
      [{ ...incident, resolved_at: null, incident_updates: [first] }],
      ['/0/resolved_at missing-field'],
      0,
    ],
    [
      'ends before it begins',
      [{ ...incident, resolved_at: '2019-02-20T18:00:00Z' }],
      ['/0/resolved_at end-not-after-start'],
      0,
    ],
    ['is over and is not', [{ ...incident, status: 'monitoring' }], ['/0/status either-or'], 1],
    ['names one twice', [incident, incident], ['/1/id duplicate'], 1],
    ['has no updates', [{ ...incident, incident_updates: undefined }], ['/0/incident_updates missing-field'], 1],
    [
      'has an update without text',
      [{ ...incident, incident_updates: [{ ...first, body: null }, second] }],
      ['/0/incident_updates/0/body missing-field'],
      1,
    ],
    [
      'has an update without time',
      [{ ...incident, incident_updates: [{ ...first, created_at: null, display_at: null }, second] }],
      ['/0/incident_updates/0/created_at missing-field'],
      1,
    ],
    [
      'has a component without name',
      [{ ...incident, components: [{ id: 'c1' }] }],
      ['/0/components/0/name missing-field'],
      1,
    ],
  ])('that %s says where', (_, json, expected, outages) => {
    const read = readStatuspageHistory(json)

    expect(read.mistakes.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected)
    expect(read.outages).toHaveLength(outages)
    for (const language of ['en', 'id', 'pl'] as const) {
      for (const mistake of read.mistakes) {
        expect(describeMistake(wordsFor(language), mistake)).not.toContain(mistake.code)
      }
    }
  })

  test('loses no entry in silence, whatever stands in it', () => {
    const field = fc.constantFrom(...Object.keys(incident), 'started_at', 'scheduled_for', 'postmortem_body', 'other')
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('2019-02-20T12:00:00Z', 'resolved', 'scheduled', 'none'))
    const broken = fc.oneof(
      fc.jsonValue(),
      fc
        .array(fc.tuple(field, value), { maxLength: 4 })
        .map(changes => ({ ...incident, ...Object.fromEntries(changes) })),
    )
    fc.assert(
      fc.property(fc.array(broken, { maxLength: 5 }), list => {
        const { outages, mistakes } = readStatuspageHistory(list)
        const named = new Set(mistakes.map(({ pointer }) => pointer.split('/')[1]))

        expect(outages.length + named.size).toBeGreaterThanOrEqual(list.length)
        list.forEach((_, index) => {
          const alone = readStatuspageHistory([list[index]])
          expect(alone.outages.length + alone.mistakes.length).toBeGreaterThan(0)
        })
      }),
      { numRuns: 500 },
    )
  })
})

test('what we write is read back without a mistake and with nothing lost', () => {
  fc.assert(
    fc.property(hostilePicture, picture => {
      for (const [path, written] of [
        ['incidents', [...picture.open, ...picture.past]],
        ['scheduled-maintenances', picture.planned],
      ] as const) {
        const { outages, mistakes } = readStatuspageHistory(JSON.parse(bodyAt(picture, `/api/v2/${path}.json`)))
        expect(mistakes).toEqual([])
        expect(outages.map(one => one.id).toSorted()).toEqual(written.map(one => one.id).toSorted())
        for (const outage of written) expect(outages.find(({ id }) => id === outage.id)).toMatchObject(kept(outage))
      }
    }),
    { numRuns: 40 },
  )
})

function kept(outage: PublicOutage): object {
  return {
    title: outage.title,
    status: outage.status,
    planned: outage.planned,
    startedAt: outage.startedAt,
    restoredAt: outage.restoredAt,
    until: outage.until,
    createdAt: outage.createdAt,
    updatedAt: outage.updatedAt,
    updates: outage.updates.map(({ id, at, status, text }) => ({ id, at, status, text: Object.values(text).at(-1) })),
  }
}

test('the sample of this page is a history too', () => {
  expect(readStatuspageHistory(JSON.parse(bodyAt(sample, '/api/v2/summary.json'))).outages).toHaveLength(2)
})
