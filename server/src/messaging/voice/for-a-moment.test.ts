import { expect, test } from 'vitest'
import { forAMoment } from './for-a-moment.ts'

const at = (seconds: number) => Temporal.Instant.from('2026-09-15T09:00:00Z').add({ milliseconds: seconds * 1_000 })

test('what was found is remembered for a second, each under its name', async () => {
  const remember = forAMoment<number>()
  let found = 0
  const find = () => Promise.resolve(++found)

  expect(await Promise.all([remember('a', at(0), find), remember('a', at(0.9), find)])).toEqual([1, 1])
  expect(await remember('b', at(0.9), find)).toBe(2)
})

test('what is older is told while it is looked for anew, once, and what is too old is not told', async () => {
  const remember = forAMoment<number>()
  let found = 0
  const find = () => Promise.resolve(++found)
  await remember('a', at(0), find)

  expect(await Promise.all([remember('a', at(1), find), remember('a', at(2.9), find)])).toEqual([1, 1])
  expect(found).toBe(2)
  expect(await remember('a', at(1.5), find)).toBe(2)
  expect(await remember('a', at(4), find)).toBe(3)
})

test('what could not be found is looked for again at once', async () => {
  const remember = forAMoment<number>()
  await expect(remember('a', at(0), () => Promise.reject(new Error('away')))).rejects.toThrow('away')

  expect(await remember('a', at(0), () => Promise.resolve(1))).toBe(1)
})

test('what cannot be found anew is told until it is too old', async () => {
  const remember = forAMoment<number>()
  await remember('a', at(0), () => Promise.resolve(1))
  const away = () => Promise.reject(new Error('away'))

  expect(await remember('a', at(1), away)).toBe(1)
  expect(await remember('a', at(2), away)).toBe(1)
  await expect(remember('a', at(3), away)).rejects.toThrow('away')
})
