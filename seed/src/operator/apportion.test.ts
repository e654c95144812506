import { describe, expect, test } from 'vitest'
import { apportion } from './apportion.ts'

describe('apportioning', () => {
  test('adds up exactly and gives what is left to the largest remainders', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(apportion(10, [15, 25, 60])).toEqual([2, 2, 6])
    expect(apportion(0, [1, 2])).toEqual([0, 0])
  })

  test('is refused where the arithmetic would not be exact', () => {
    expect(() => apportion(2 ** 40, [2 ** 20])).toThrow('too many')
    expect(() => apportion(5, [0, 0])).toThrow(RangeError)
  })
})
