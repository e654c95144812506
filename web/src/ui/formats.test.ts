import { describe, expect, test } from 'vitest'
import { formatsIn, instantOfWall, isSameMinute, wallOfInstant } from './formats.ts'

const formats = formatsIn('pl-PL', 'Europe/Warsaw', (id, values) => `${id} ${JSON.stringify(values ?? {})}`)

describe('an amount', () => {
  test('is written digit by digit, however large', () => {
    expect(formats.money('123456789012345.67', 'PLN').replaceAll(/\s/g, ' ')).toBe('123 456 789 012 345,67 zł')
  })

  test('of a benefit is counted in its unit', () => {
    expect(formats.money('500', 'data:MB')).toBe('unit.benefit {"amount":"500","unit":"MB"}')
  })
})

describe('the clock of the operator', () => {
  test.each([
    ['2026-09-10T14:05', '2026-09-10T12:05:00.000Z'],
    ['2026-01-10T14:05', '2026-01-10T13:05:00.000Z'],
    ['2026-10-25T03:30', '2026-10-25T02:30:00.000Z'],
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ])('that shows %s means %s, and the other way round', (wall, instant) => {
    expect(instantOfWall(wall, 'Europe/Warsaw')).toBe(instant)
    expect(wallOfInstant(instant, 'Europe/Warsaw')).toBe(wall)
  })

  test('does not show seconds, so that a time which was left as it is counts as the same', () => {
    expect(isSameMinute('2026-09-10T12:05:00.000Z', '2026-09-10T12:05:30Z')).toBe(true)
    expect(isSameMinute(null, null)).toBe(true)
    expect(isSameMinute('2026-09-10T12:06:00.000Z', '2026-09-10T12:05:30Z')).toBe(false)
    expect(isSameMinute(null, '2026-09-10T12:05:00Z')).toBe(false)
  })

  test('is read the same wherever the browser is', () => {
    expect(formats.time('2026-09-10T12:05:00Z')).toBe('14:05')
    expect(formats.day('2026-09-10')).toBe('10 wrz 2026')
  })
})

describe('how long something lasted', () => {
  test.each([
    [59_000, 'span.minutes {"minutes":0}'],
    [3_660_000, 'span.hours {"hours":1,"minutes":1}'],
    [90_000_000, 'span.days {"days":1,"hours":1}'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(formats.span(milliseconds)).toBe(text)
  })
})
