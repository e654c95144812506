import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Picture, PublicOutage } from '../../picture.ts'
import { sample } from '../../sample.ts'
import { languageFolders } from '../links.ts'
import { bodyAt } from '../testing/files.ts'
import { hostilePicture, hostileText } from '../testing/hostile.ts'
import { calendarFile } from './index.ts'
import { calendarText, textLine } from './lines.ts'

const [work] = sample.planned as [PublicOutage]

describe('a line of a calendar', () => {
  test('ends with CR LF, holds at most 75 octets, and comes back whole', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const written = calendarText([textLine('SUMMARY', text)])

        expectPhysicalLines(written)
        expect(propertiesOf(written)).toEqual([['SUMMARY', asCalendarHolds(text)]])
      }),
      { numRuns: 500 },
    )
  })

  test('is folded where it becomes too long, and not before', () => {
    expect(calendarText([`A:${'x'.repeat(73)}`])).toBe(`A:${'x'.repeat(73)}\r\n`)
    expect(calendarText([`A:${'x'.repeat(74)}`])).toBe(`A:${'x'.repeat(73)}\r\n x\r\n`)
    expect(calendarText([`A:${'x'.repeat(148)}`])).toBe(`A:${'x'.repeat(73)}\r\n ${'x'.repeat(74)}\r\n x\r\n`)
    expect(calendarText([`A:${'x'.repeat(72)}ł`])).toBe(`A:${'x'.repeat(72)}\r\n ł\r\n`)
  })
})

describe('the calendar of planned work', () => {
  test('says when, what, and in which version', () => {
    const [event] = eventsOf(bodyAt(sample, '/maintenance.ics'))

    expect(event).toMatchObject({
      UID: '0199a000-0000-7000-8000-000000000002@pulih-sample',
      SEQUENCE: '4',
      DTSTAMP: '20261122T090500Z',
      DTSTART: '20261125T230000Z',
      DTEND: '20261126T030000Z',
      STATUS: 'CONFIRMED',
      SUMMARY: 'New software for switches in Praga',
      LOCATION: 'Warszawa, Praga',
      URL: 'https://status.example.net/outages/OUT-000124/',
    })
    expect(event?.['DESCRIPTION']).toContain('Up to ten minutes without service.\n\nStatus: Planned\n')
  })

  test('keeps what was called off, as cancelled and under the same id', () => {
    const before = eventsOf(bodyAt(sample, '/maintenance.ics'))
    const off: PublicOutage = { ...work, status: 'cancelled', revision: 5 }
    const after = eventsOf(bodyAt({ ...sample, planned: [], past: [...sample.past, off] }, '/maintenance.ics'))

    expect(after.map(event => [event['STATUS'], event['SEQUENCE']])).toEqual([['CANCELLED', '5']])
    expect(after[0]?.['UID']).toBe(before[0]?.['UID'])
  })

  test('has no end that is not after the beginning', () => {
    const ends = (until: string | null) => {
      const picture: Picture = { ...sample, planned: [{ ...work, until }] }
      return eventsOf(bodyAt(picture, '/maintenance.ics'))[0]?.['DTEND']
    }

    expect(ends(null)).toBeUndefined()
    expect(ends(work.startedAt)).toBeUndefined()
    expect(ends('2026-11-25T23:00:00.900Z')).toBeUndefined()
    expect(ends('2026-11-25T23:00:01.000Z')).toBe('20261125T230001Z')
  })

  test('is a calendar even when nothing is planned', () => {
    const body = bodyAt({ ...sample, planned: [], past: [] }, '/maintenance.ics')

    expect(eventsOf(body)).toEqual([])
    expect(body).toContain('BEGIN:VTIMEZONE\r\nTZID:UTC\r\n')
  })

  test('reads the same whatever the texts, and nothing in them becomes a line of its own', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        for (const { language } of languageFolders(picture.page)) {
          const { body } = calendarFile(picture, language)
          expectPhysicalLines(body)
          expect(eventsOf(body)).toHaveLength(1)
          expect(eventsOf(body)[0]).toMatchObject({
            SUMMARY: asCalendarHolds(picture.planned[0]?.title ?? ''),
            UID: asCalendarHolds(`${picture.planned[0]?.id}@${picture.page.id}`),
            DTSTART: '20261125T230000Z',
          })
          expect(propertiesOf(body).map(([name]) => name)).toEqual(shape)
        }
      }),
      { numRuns: 80 },
    )
  })
})

const shape = [
  ...['BEGIN', 'VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL', 'BEGIN', 'UID', 'DTSTAMP'],
  ...['SEQUENCE', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND', 'STATUS', 'TRANSP', 'SUMMARY', 'DESCRIPTION'],
  ...['LOCATION', 'URL', 'END', 'END'],
]

/** What can stand in a calendar: one sign for the end of a line, and no control characters but the tab. */
function asCalendarHolds(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\t\n\u0020-\u007E\u0080-\u{10FFFF}]/gu, '\uFFFD')
}

function expectPhysicalLines(written: string): void {
  expect(written.endsWith('\r\n')).toBe(true)
  expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const longest = Math.max(...written.split('\r\n').map(line => new TextEncoder().encode(line).length))
  expect(longest).toBeLessThanOrEqual(75)
}

/** Unfolds and unescapes, as a calendar does. */
function propertiesOf(written: string): readonly (readonly [string, string])[] {
  return written
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)
    .map(line => {
      const colon = line.indexOf(':')
      const [name = ''] = line.slice(0, colon).split(';')
      const value = line.slice(colon + 1).replaceAll(/\\(.)/gsu, (_, sign: string) => (/[nN]/.test(sign) ? '\n' : sign))
      return [name, value] as const
    })
}

function eventsOf(written: string): readonly Readonly<Record<string, string>>[] {
  const properties = propertiesOf(written)
  const starts = properties.flatMap(([name, value], index) => (name === 'BEGIN' && value === 'VEVENT' ? [index] : []))
  return starts.map(start => {
    const length = properties.slice(start).findIndex(([name, value]) => name === 'END' && value === 'VEVENT')
    return Object.fromEntries(properties.slice(start + 1, start + length))
  })
}
