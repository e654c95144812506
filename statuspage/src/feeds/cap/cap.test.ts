import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outline, Picture, PublicAlert, PublicOutage } from '../../picture.ts'
import { sample } from '../../sample.ts'
import { capMistakes } from '../testing/cap-grammar.ts'
import { bodyAt, fileAt } from '../testing/files.ts'
import { hostilePicture } from '../testing/hostile.ts'
import { asXmlHolds, childrenOf, readXml, textOf, type Node } from '../testing/read-xml.ts'
import { capFiles } from './index.ts'
import { capContent, nextAlert } from './message.ts'
import { capPolygons } from './polygons.ts'

const [outage] = sample.open as [PublicOutage]

describe('an alert', () => {
  test('stands as the schema of CAP 1.2 wants it', () => {
    expect(fileAt(sample, '/cap/OUT-000123.xml').type).toBe('application/cap+xml; charset=utf-8')
    expect(capMistakes(alertOf(sample))).toEqual([])
  })

  test('does so whatever the texts, in each language, and gives them back', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        const [file] = capFiles(picture)
        const alert = readXml(file?.body ?? '')
        expect(capMistakes(alert)).toEqual([])
        for (const info of childrenOf(alert, 'info')) {
          expect(textOf(info, 'headline')).toBe(asXmlHolds(picture.open[0]?.title ?? ''))
          expect(textOf(info, 'senderName')).toBe(asXmlHolds(picture.page.name))
        }
        expect(childrenOf(alert, 'info')).toHaveLength(new Set(picture.page.languages).size || 1)
      }),
      { numRuns: 100 },
    )
  })

  test('says in local time, with an offset, when it was sent and what is promised', () => {
    const alert = alertOf(sample)
    const [info] = childrenOf(alert, 'info') as [Node]

    expect(textOf(alert, 'sent')).toBe('2026-11-22T10:00:00+01:00')
    expect(textOf(info, 'onset')).toBe('2026-11-22T09:12:00+01:00')
    expect(textOf(info, 'expires')).toBe('2026-11-23T15:30:00+01:00')
    expect(childrenOf(info, 'parameter').map(one => [textOf(one, 'valueName'), textOf(one, 'value')])).toEqual([
      ['ETR', '2026-11-22T15:30:00+01:00'],
      ['nextUpdateBy', '2026-11-22T11:00:00+01:00'],
      ['customersAffected', '1240'],
      ['customersRestored', '310'],
    ])
  })

  test('writes UTC as the standard does', () => {
    const utc = { ...sample.page, timeZone: 'UTC' }
    const message = nextAlert(utc, 'OUT-000123', 'Alert', 1, '2026-11-22T09:00:00.000Z')
    const alerts = [{ outage: 'OUT-000123', title: 'T', messages: [message] }]
    const alert = alertOf({ ...sample, page: utc, alerts })

    expect(textOf(alert, 'sent')).toBe('2026-11-22T09:00:00-00:00')
    expect(capMistakes(alert)).toEqual([])
  })

  test('tells each language in its own', () => {
    const infos = childrenOf(alertOf(sample), 'info')

    expect(infos.map(info => [textOf(info, 'language'), textOf(info, 'event')])).toEqual([
      ['en-GB', 'Network outage'],
      ['id-ID', 'Gangguan jaringan'],
      ['pl-PL', 'Awaria sieci'],
    ])
    expect(textOf(infos[2] as Node, 'description')).toContain('Koparka przecięła kabel.')
  })

  test('refers to the messages that were sent before it, and to no others', () => {
    const [alert] = sample.alerts as [PublicAlert]
    const [first] = alert.messages
    const only: Picture = { ...sample, alerts: [{ ...alert, messages: alert.messages.slice(0, 1) }] }

    expect(textOf(alertOf(only), 'msgType')).toBe('Alert')
    expect(childrenOf(alertOf(only), 'references')).toEqual([])
    expect(textOf(alertOf(sample), 'msgType')).toBe('Update')
    expect(textOf(alertOf(sample), 'references')).toBe(`${first?.sender},${first?.identifier},${first?.sent}`)
  })

  test('says that it is over, and is taken back where it was none', () => {
    const over: PublicOutage = { ...outage, status: 'resolved', restoredAt: '2026-11-22T12:00:00.000Z', etr: null }
    const ended = alertOf({ ...sample, open: [], past: [over] })
    const [info] = childrenOf(ended, 'info') as [Node]
    expect(capMistakes(ended)).toEqual([])
    expect([textOf(info, 'responseType'), textOf(info, 'urgency')]).toEqual(['AllClear', 'Past'])

    const [alert] = sample.alerts as [PublicAlert]
    const cancel = nextAlert(sample.page, alert.outage, 'Cancel', 3, '2026-11-22T09:30:00.000Z')
    const taken = alertOf({ ...sample, open: [], alerts: [{ ...alert, messages: [...alert.messages, cancel] }] })
    expect(capMistakes(taken)).toEqual([])
    expect(textOf(taken, 'msgType')).toBe('Cancel')
    expect(textOf(taken, 'references').split(' ')).toHaveLength(2)
    expect(childrenOf(taken, 'info')).toEqual([])
  })

  test('stays the same under its identifier while nothing changed', () => {
    const later: Picture = { ...sample, asOf: '2026-11-22T23:59:00.000Z', revision: 43 }

    expect(bodyAt(later, '/cap/OUT-000123.xml')).toBe(bodyAt(sample, '/cap/OUT-000123.xml'))
    expect(capContent(sample.page, outage)).not.toBe(capContent(sample.page, { ...outage, etr: null }))
  })
})

describe('the outline of an area', () => {
  const square = [
    [20, 50],
    [21, 50],
    [21, 51],
    [20, 51],
  ]

  test.each<[string, Outline | null, readonly string[]]>([
    ['has latitude first and is closed', polygon(square), ['50,20 50,21 51,21 51,20 50,20']],
    ['is not closed twice', polygon([...square, [20, 50]]), ['50,20 50,21 51,21 51,20 50,20']],
    ['is missing', null, []],
    [
      'has too few corners',
      polygon([
        [1, 2],
        [3, 4],
      ]),
      [],
    ],
    ['leaves the globe', polygon([...square, [20, 91]]), []],
    ['has numbers that are none', polygon([...square, [Number.NaN, 3]]), []],
    ['has a corner with one number', polygon([...square, [3]]), []],
    ['is empty', { type: 'Polygon', coordinates: [] }, []],
    [
      'has a hole, which is filled',
      { type: 'Polygon', coordinates: [square, square] },
      ['50,20 50,21 51,21 51,20 50,20'],
    ],
    [
      'has several parts',
      { type: 'MultiPolygon', coordinates: [[square], [square]] },
      ['50,20 50,21 51,21 51,20 50,20', '50,20 50,21 51,21 51,20 50,20'],
    ],
    [
      'has no exponent',
      polygon([
        [-1e-9, 1e-7],
        [1, 0],
        [1, 1.123456789],
      ]),
      ['0,0 0,1 1.123457,1 0,0'],
    ],
  ])('%s', (_, outline, expected) => {
    expect(capPolygons(outline)).toEqual(expected)
  })

  test('is always closed and on the globe', () => {
    const corner = fc.array(fc.double({ min: -200, max: 200 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(corner, { maxLength: 8 }), ring => {
        for (const text of capPolygons(polygon(ring))) {
          const pairs = text.split(' ').map(pair => pair.split(',').map(Number))
          expect(pairs.length).toBeGreaterThanOrEqual(4)
          expect(pairs.at(-1)).toEqual(pairs[0])
          expect(
            pairs.every(([latitude = 99, longitude = 999]) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180),
          ).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the feed of alerts', () => {
  test('names each by its file, and by another id when it is replaced', () => {
    const [alert] = sample.alerts as [PublicAlert]
    const entryOf = (messages: number) => {
      const alerts = [{ ...alert, messages: alert.messages.slice(0, messages) }]
      return childrenOf(readXml(bodyAt({ ...sample, alerts }, '/cap/index.atom')), 'entry')[0] as Node
    }
    const entry = entryOf(1)

    expect(childrenOf(entry, 'link')[0]?.attributes).toEqual({
      rel: 'alternate',
      type: 'application/cap+xml',
      href: 'https://status.example.net/cap/OUT-000123.xml',
    })
    expect(textOf(entry, 'id')).not.toBe(textOf(entryOf(2), 'id'))
  })

  test('is there when nothing is wrong', () => {
    const still = { ...sample, open: [], alerts: [] }

    expect(capFiles(still).map(file => file.path)).toEqual(['/cap/index.atom'])
    expect(childrenOf(readXml(bodyAt(still, '/cap/index.atom')), 'entry')).toEqual([])
  })
})

test.each([
  [
    'in another order',
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><sender>a</sender><identifier>b</identifier></alert>',
  ],
  ['without its parts', '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'],
  ['of another standard', '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>'],
])('a message %s is found wrong', (_, body) => {
  expect(capMistakes(readXml(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`)).length).toBeGreaterThan(0)
})

test.each([
  ['sent', '2026-11-22T09:00:00Z'],
  ['identifier', 'a b'],
  ['severity', 'Bad'],
  ['polygon', '1,2 3,4 5,6 7,8'],
])('a message whose %s is %j is found wrong', (name, text) => {
  const body = bodyAt(sample, '/cap/OUT-000123.xml')
  const spoiled = body.replace(new RegExp(`<${name}>[^<]*<`), `<${name}>${text}<`)

  expect(spoiled).not.toBe(body)
  expect(capMistakes(readXml(spoiled)).length).toBeGreaterThan(0)
})

function alertOf(picture: Picture): Node {
  return readXml(bodyAt(picture, '/cap/OUT-000123.xml'))
}

function polygon(ring: readonly (readonly number[])[]): Outline {
  return { type: 'Polygon', coordinates: [ring] }
}
