import { expect, test } from 'vitest'
import { sharing } from './lanes.ts'

test('places are shared out, and what is less than one is made up for', () => {
  const share = sharing()
  expect(share(100)).toEqual([20, 63, 10, 5, 2])

  const small = sharing()
  const sums = [0, 0, 0, 0, 0]
  for (let round = 0; round < 100; round++)
    for (const [lane, places] of small(3).entries()) sums[lane] = (sums[lane] ?? 0) + places
  expect(sums).toEqual([60, 189, 30, 15, 6])
})
