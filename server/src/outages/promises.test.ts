import { describe, expect, test } from 'vitest'
import { differentEstimates, promisesIn, updatesAgainstPromises } from './promises.ts'

const at = (time: string) => Temporal.Instant.from(`2026-09-15T${time}:00Z`)
const promise = (when: string, by: string | null) => ({ at: at(when), nextUpdateBy: by === null ? null : at(by) })
const told = (
  promises: Parameters<typeof updatesAgainstPromises>[0],
  updates: readonly string[],
  restored: string | null,
) =>
  updatesAgainstPromises(promises, updates.map(at), restored === null ? null : at(restored)).map(
    ({ promised, came }) => [promised?.toString().slice(11, 16) ?? null, came?.toString().slice(11, 16) ?? null],
  )

describe('updates against what was promised', () => {
  test('count each for the promise before it, not for its own', () => {
    expect(told([promise('08:10', '09:00'), promise('09:05', '10:00')], ['08:10', '09:05', '09:50'], null)).toEqual([
      [null, '08:10'],
      ['09:00', '09:05'],
      ['10:00', '09:50'],
    ])
  })

  test('count a promise that was moved in time with its new time only, and one that was moved too late as broken', () => {
    expect(told([promise('08:00', '09:00'), promise('08:30', '10:00')], ['09:30'], null)).toEqual([['10:00', '09:30']])
    expect(told([promise('08:00', '09:00'), promise('09:30', '10:00')], ['09:45'], null)).toEqual([
      ['09:00', null],
      ['10:00', '09:45'],
    ])
  })

  test('know that a promise which was due before restoration was not kept, and that a later one had no need to be', () => {
    expect(told([promise('08:00', '09:00')], [], '09:30')).toEqual([['09:00', null]])
    expect(told([promise('08:00', '09:00')], ['09:20'], '08:30')).toEqual([[null, '09:20']])
    expect(told([promise('08:00', null)], ['09:20'], null)).toEqual([[null, '09:20']])
  })
})

test('an estimate that is said again is the same one', () => {
  const given = ['10:00', '10:00', '11:00', '10:00'].map((etr, hour) => ({ at: at(`0${hour}:00`), etr: at(etr) }))

  expect(differentEstimates([...given, { at: at('05:00'), etr: null }]).map(({ at: when }) => when.toString())).toEqual(
    ['2026-09-15T00:00:00Z', '2026-09-15T02:00:00Z', '2026-09-15T03:00:00Z'],
  )
})

test('of old rows, which do not say whether they promised, those count whose time is another one than before', () => {
  const given = ['09:00', '09:00', '10:00', null].map((by, hour) => ({
    ...promise(`0${hour}:00`, by),
    etr: null,
    promises: null,
  }))

  expect(promisesIn(given).map(({ at: when }) => when.toString().slice(11, 16))).toEqual(['00:00', '02:00', '03:00'])
})
