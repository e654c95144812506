import { describe, expect, test } from 'vitest'
import { afterQuietHours } from './quiet-hours.ts'

const night = { from: '21:00', to: '06:00', timeZone: 'Europe/Warsaw' }
const noon = { from: '12:00', to: '13:00', timeZone: 'Asia/Jakarta' }
const after = (now: string, quiet = night) => afterQuietHours(Temporal.Instant.from(now), quiet).toString()

describe('quiet hours', () => {
  test.each([
    ['by day nothing waits', '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z'],
    ['in the evening it waits until the morning', '2026-11-22T20:30:00Z', '2026-11-23T05:00:00Z'],
    ['in the early morning, until the same morning', '2026-11-23T03:00:00Z', '2026-11-23T05:00:00Z'],
    ['begin with their first minute', '2026-11-22T20:00:00Z', '2026-11-23T05:00:00Z'],
    ['and end with their last', '2026-11-23T05:00:00Z', '2026-11-23T05:00:00Z'],
    ['in the night when clocks go forward', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z'],
    ['in the night when they go back', '2026-10-24T21:00:00Z', '2026-10-25T05:00:00Z'],
  ])('%s', (_, now, then) => {
    expect(after(now)).toBe(then)
  })

  test('may lie in the middle of the day, elsewhere', () => {
    expect(after('2026-11-22T05:30:00Z', noon)).toBe('2026-11-22T06:00:00Z')
    expect(after('2026-11-22T04:59:00Z', noon)).toBe('2026-11-22T04:59:00Z')
  })

  test('are quiet in both hours of the one that comes twice', () => {
    const quiet = { from: '01:00', to: '02:30', timeZone: 'Europe/Warsaw' }
    expect(after('2026-10-25T00:10:00Z', quiet)).toBe('2026-10-25T00:30:00Z')
    expect(after('2026-10-25T01:10:00Z', quiet)).toBe('2026-10-25T01:30:00Z')
  })

  test('that end in an hour that does not come end where the clocks go on', () => {
    const quiet = { from: '01:00', to: '02:30', timeZone: 'Europe/Warsaw' }
    expect(after('2026-03-29T00:30:00Z', quiet)).toBe('2026-03-29T01:30:00Z')
  })

  test('from and to the same are none', () => {
    expect(after('2026-11-22T20:30:00Z', { ...night, to: '21:00' })).toBe('2026-11-22T20:30:00Z')
  })
})
