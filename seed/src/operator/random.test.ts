import { describe, expect, test } from 'vitest'
import { createRandom, weighted } from './random.ts'

const draw = (seed: number, stream: number, count = 5): number[] => {
  const random = createRandom(seed, stream)
  return Array.from({ length: count }, () => random.below(1_000_000))
}

describe('the pseudo-random numbers', () => {
  test('are these on every machine', () => {
    expect(draw(7, 1)).toEqual([190187, 923393, 730063, 844336, 251588])
  })

  test('differ between seeds, also beyond 32 bits, and between streams', () => {
    expect(draw(8, 1)).not.toEqual(draw(7, 1))
    expect(draw(7 + 2 ** 32, 1)).not.toEqual(draw(7, 1))
    expect(draw(7, 2)).not.toEqual(draw(7, 1))
  })

  test('are spread evenly', () => {
    const random = createRandom(1, 1)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let index = 0; index < 100_000; index += 1) {
      const digit = random.below(10)
      counts[digit] = (counts[digit] ?? 0) + 1
    }

    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })

  test('follow weights', () => {
    const random = createRandom(1, 1)
    const pick = weighted(['rare', 'common', 'never'], item => ({ rare: 1, common: 9, never: 0 })[item] ?? 0)
    const drawn = Array.from({ length: 10_000 }, () => pick(random))

    expect(drawn.filter(item => item === 'rare').length).toBeGreaterThan(900)
    expect(drawn.filter(item => item === 'rare').length).toBeLessThan(1100)
    expect(drawn).not.toContain('never')
  })

  test('are refused for a seed that is not a whole number', () => {
    expect(() => createRandom(1.5, 1)).toThrow(RangeError)
    expect(() => createRandom(-1, 1)).toThrow(RangeError)
  })
})
