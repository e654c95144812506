import { describe, expect, test } from 'vitest'

import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

const ownFactsModule = new URL('./testing/own-facts-by-hand.ts', import.meta.url)
const ownFactsData = Date.parse('2026-09-10T00:00:00Z') / 1000

describe('rows with facts of their own', () => {
  const rows = [
    '1,hit,tv,30.00,', // Line 2: shares the exposure of its element.
    '2,hit,tv,30.00,2026-09-09T12:00:00Z', // Shared by the hook's word.
    '3,hit,tv,30.00,2026-09-12T01:30:00+02:00', // One day, although the date says two.
    '4,idle,tv,30.00,2026-09-14T00:00:00.500Z', // Not hit by its element, but by its own words.
    '5,hit,tv,30.00,2026-10-14T00:00Z', // None.
    '6,hit,tv,30.00,yesterday',
    '7,hit,tv,,2026-09-12T01:30:00+02:00',
  ]
  const text = [`${smallHeader},restored_at`, ...rows].join('\n')

  test('get the amounts that the hook gave them, and a name of their own', async () => {
    const { out, own, rejected, result } = await runText(smallPlan(), text, { ownFactsModule, ownFactsData })

    expect(out.split('\n').slice(1, -1)).toEqual([
      '1,xx/third,0,3.00,3.00,3.00',
      '2,xx/third,0,3.00,3.00,3.00',
      '3,xx/third,own-4,1.00,1.00,1.00',
      '4,xx/third,own-5,4.00,4.00,4.00',
    ])
    expect(own).toBe('own-5,4 days,-1\n')
    expect(rejected).toContain('7,restored_at,not-an-instant,"yesterday"')
    expect(result.rows).toEqual({ read: 7, ok: 5, refused: 2, hit: 4 })
    expect(result.exposureServices[0]).toBe(2)
    expect(result.ownServices).toBe(2)
  })

  test('are the same with many threads and tiny chunks', async () => {
    const many = [`${smallHeader},restored_at`]
    for (let at = 0; at < 3000; at++)
      many.push(`${1000 + at},${at % 3 ? 'hit' : 'idle'},tv,${10 + at}.00,2026-09-${10 + (at % 20)}T12:00:00Z`)

    const [one, three] = await Promise.all([
      runText(smallPlan(), many.join('\n'), { ownFactsModule, ownFactsData, workers: 1 }),
      runText(smallPlan(), many.join('\n'), { ownFactsModule, ownFactsData, workers: 3, chunkBytes: 700 }),
    ])

    expect(three).toEqual(one)
    expect(one.out.split('\n').length).toBeGreaterThan(1000)
  })

  test('know every instant that the calendar knows, and no other', async () => {
    const instants = [
      '1970-01-01T00:00:00Z',
      '1969-12-31T23:59:59Z',
      '2000-02-29T12:34:56+05:30',
      '2024-02-29T00:00-11:00',
      '2100-03-01T00:00:00Z',
      '2026-12-31T23:59:59.999999999+14:00',
      '1600-02-29T00:00:00+01',
      '2026-06-30T10:00:00+0200',
    ]
    const wrong = [
      '2026-02-29T00:00:00Z',
      '2100-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:00',
      '2026-01-01 00:00:00Z',
      '2026-1-1T00:00:00Z',
      '2026-01-01T00:00:00+2',
      '2026-01-01T00:00:00Zulu',
      '2026-01-01T00:00:00.Z',
      '2026-01-01',
    ]
    const module = new URL('./testing/echo-facts.ts', import.meta.url)
    const lines = [...instants, ...wrong].map((instant, at) => `${100 + at},hit,tv,30.00,${instant}`)

    const { own, result } = await runText(smallPlan(), [`${smallHeader},reported_at`, ...lines].join('\n'), {
      ownFactsModule: module,
    })

    const toIso = (text: string): string =>
      text.replace(/([+-]\d\d)(\d\d)?$/, (_, hours: string, minutes?: string) => `${hours}:${minutes ?? '00'}`)
    expect(own.split('\n').slice(0, -1)).toEqual(
      instants.map(text =>
        String(
          Math.floor(
            Temporal.Instant.from(/:\d\d$|Z$/.test(text) && !/[+-]\d{4}$/.test(text) ? text : toIso(text))
              .epochMilliseconds / 1000,
          ),
        ),
      ),
    )
    expect(result.rows.refused).toBe(wrong.length)
  })
})
