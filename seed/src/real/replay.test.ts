import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { outageFactColumns, readOutageFacts, writeOutageFacts, type OutageFact } from './outage-facts.ts'
import { replay } from './replay.ts'

const table = readFileSync(new URL('../../outages/outages.csv', import.meta.url), 'utf8')
const facts = readOutageFacts(table)

const anOutage = (over: Partial<OutageFact>): OutageFact => ({
  outage: 'x',
  country: 'ID',
  start: '2021-09-19T17:33:00+07:00',
  end: '2021-09-25T20:46:00+07:00',
  areas: '*',
  kinds: '',
  extent: 'total',
  cause: 'unknown',
  place: 'Somewhere',
  source: 'doi 10.1',
  confidence: 'low',
  note: 'A note.',
  ...over,
})

const lasting = (outage: OutageFact): string =>
  Temporal.Instant.from(outage.start).until(outage.end, { largestUnit: 'seconds' }).toString()

describe('a replay', () => {
  test('keeps weekday, week of the month, local time and duration, and tells the truth', () => {
    const [moved] = replay([anOutage({})], '2026-09-01', 'ID')

    expect(moved).toMatchObject({ start: '2026-09-20T17:33:00+07:00', end: '2026-09-26T20:46:00+07:00', areas: '*' })
    expect(moved?.place).toBe('Somewhere (replay of 2021-09-19T17:33:00+07:00 to 2021-09-25T20:46:00+07:00)')
    expect(moved?.note).toBe(
      'Replay: moved by 261 weeks from 2021-09-19T17:33:00+07:00 to 2021-09-25T20:46:00+07:00. A note.',
    )
  })

  test('comes weeks earlier where it would not fit into the month', () => {
    const [moved] = replay(
      [anOutage({ start: '2021-04-30T19:40:00+07:00', end: '2021-05-20T00:00:00+09:00' })],
      '2026-09-01',
      'ID',
    )

    expect(moved?.start).toBe('2026-09-11T19:40:00+07:00')
    expect(moved?.end).toBe('2026-09-30T22:00:00+07:00')
  })

  test('moves the rows of one event together', () => {
    const start = '2021-04-30T19:40:00+07:00'
    const rows = [
      anOutage({ outage: 'calls', start, end: '2021-04-30T22:45:00+07:00' }),
      anOutage({ outage: 'data', start, end: '2021-05-20T00:00:00+09:00' }),
    ]

    const moved = replay(rows, '2026-09-01', 'ID')

    expect(moved.map(outage => outage.start)).toEqual(['2026-09-11T19:40:00+07:00', '2026-09-11T19:40:00+07:00'])
    expect(moved[0]?.end).toBe('2026-09-11T22:45:00+07:00')
  })

  test('keeps the local time across a change of the clocks', () => {
    const [moved] = replay(
      [anOutage({ country: 'PL', start: '2020-05-11T23:00:00Z', end: '2020-05-11T23:54:00Z' })],
      '2026-01-01',
      'PL',
    )

    expect(moved?.start).toBe('2026-01-13T01:00:00+01:00')
    expect(moved?.end).toBe('2026-01-13T01:54:00+01:00')
  })

  test('works for a period that does not begin on the first', () => {
    const [moved] = replay(
      [anOutage({ start: '2021-09-19T17:33:00+07:00', end: '2021-09-19T18:33:00+07:00' })],
      '2026-09-15',
      'ID',
    )

    expect(moved?.start).toBe('2026-10-04T17:33:00+07:00')
  })

  test.each(['ID', 'PL', 'UA'] as const)('of all real outages of %s stays in the month with its durations', country => {
    const moved = replay(facts, '2026-09-01', country)

    expect(moved).toHaveLength(facts.filter(fact => fact.country === country).length)
    for (const outage of moved) {
      const original = facts.find(fact => fact.outage === outage.outage)
      expect(outage.start.slice(0, 7)).toBe('2026-09')
      expect(outage.end < '2026-10-01T00:00:01').toBe(true)
      expect(original && lasting(original)).toBe(lasting(outage))
    }
  })
})

describe('the table of real outages', () => {
  test('is read and written without loss', () => {
    expect(writeOutageFacts(facts)).toBe(table)
    expect(readOutageFacts(writeOutageFacts([anOutage({ outage: '', note: 'He said "no", twice' })]))[0]).toMatchObject(
      { outage: '', note: 'He said "no", twice' },
    )
  })

  test('refuses a row of another width', () => {
    expect(() => readOutageFacts(`${outageFactColumns.join(',')}\na,b`)).toThrow('Line 2 has 2 fields')
  })

  test('has unique rows with ends after starts, offsets, causes of the list, and sources', () => {
    const causes = [
      'network-fault',
      'equipment-fault',
      'fibre-cut',
      'submarine-cable-cut',
      'power-failure',
      'software-fault',
      'overload',
      'cyber-attack',
      'third-party-damage',
      'theft',
      'weather',
      'flood',
      'earthquake',
      'planned-work',
      'security-order',
      'route-leak',
      'unknown',
    ]

    expect(new Set(facts.map(fact => fact.outage)).size).toBe(facts.length)
    for (const fact of facts) {
      expect(Temporal.Instant.compare(fact.start, fact.end)).toBe(-1)
      expect(causes).toContain(fact.cause)
      expect(fact.source).toMatch(/^(https:\/\/|doi )/)
      expect(fact.areas).toMatch(fact.country === 'UA' ? /^(\*|UA-\d\d)$/ : /^(\*|\d\d(\.\d\d)?(\|\d\d(\.\d\d)?)*)$/)
      expect(['total', 'degraded']).toContain(fact.extent)
      expect(['high', 'medium', 'low']).toContain(fact.confidence)
      expect(fact.note).not.toBe('')
    }
  })
})
