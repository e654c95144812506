import { expect, test } from 'vitest'
import { forASecond } from './for-a-second.ts'

const at = (seconds: number) => Temporal.Instant.from('2026-09-15T09:00:00Z').add({ milliseconds: seconds * 1_000 })

test('what was found is remembered for a second, each under its name', async () => {
  const remember = forASecond<number>()
  let found = 0
  const find = () => Promise.resolve(++found)

  expect(await Promise.all([remember('a', at(0), find), remember('a', at(0.9), find)])).toEqual([1, 1])
  expect(await remember('b', at(0.9), find)).toBe(2)
  expect(await remember('a', at(1), find)).toBe(3)
})

test('what could not be found is looked for again at once', async () => {
  const remember = forASecond<number>()
  await expect(remember('a', at(0), () => Promise.reject(new Error('away')))).rejects.toThrow('away')

  expect(await remember('a', at(0), () => Promise.resolve(1))).toBe(1)
})
