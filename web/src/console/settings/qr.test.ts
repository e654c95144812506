import { describe, expect, test } from 'vitest'
import { qrOf, times } from './qr.ts'

describe('a QR code', () => {
  test.each([1, 14, 15, 60, 100, 122, 150, 180, 181, 213])(
    'of %i bytes has the size and the patterns that scanners look for',
    length => {
      const modules = qrOf('a'.repeat(length))

      const size = modules.length
      expect((size - 17) % 4).toBe(0)
      expect(modules.every(line => line.length === size)).toBe(true)
      const finder = (row: number, column: number) =>
        modules.slice(row, row + 7).map(line =>
          line
            .slice(column, column + 7)
            .map(Number)
            .join(''),
        )
      const shape = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
      expect([finder(0, 0), finder(0, size - 7), finder(size - 7, 0)]).toEqual([shape, shape, shape])
      expect(modules[6]?.slice(8, size - 8).every((dark, at) => dark === (at % 2 === 0))).toBe(true)
    },
  )

  test('refuses what does not fit', () => {
    expect(() => qrOf('a'.repeat(214))).toThrow('do not fit')
  })

  test('counts in the field that its correction is made in', () => {
    expect(times(2, 0x80)).toBe(0x1d)
    expect(times(0x53, 1)).toBe(0x53)
    // Every element but 0 is a power of 2.
    const powers = new Set<number>()
    for (let value = 1, each = 0; each < 255; each++) {
      powers.add(value)
      value = times(value, 2)
    }
    expect(powers.size).toBe(255)
  })
})
