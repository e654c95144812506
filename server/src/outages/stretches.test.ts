import { describe, expect, test } from 'vitest'
import { stretchesOf, type FailedRange, type Failure, type RangesOf } from './stretches.ts'

/*
 * Elements 1 (positions 10 to 19) and 2 (20 to 29) feed element 3 (30 to 39) on two paths; element 4 (11 to 12) lies below 1.
 */
const own: Record<string, FailedRange> = {
  1: { first: 10, last: 19, evidence: 'topology' },
  2: { first: 20, last: 29, evidence: 'topology' },
  4: { first: 11, last: 12, evidence: 'topology' },
}
const rangesOf: RangesOf = elements => {
  const found = elements.flatMap(element => own[element.toString()] ?? [])
  const both = elements.includes(1n) && elements.includes(2n)
  return Promise.resolve(both ? [...found, { first: 30, last: 39, evidence: 'redundant' as const }] : found)
}

describe('what an outage cuts off', () => {
  test('is what lies below its element, and not the path that is protected', async () => {
    const stretches = await stretchesOf({ own: [failure(1n, 8, 12)], others: [], returns: [] }, rangesOf)

    expect(stretches).toEqual([{ first: 10, last: 19, evidence: 'topology', from: at(8), to: at(12) }])
  })

  test('includes the protected path while both of its elements are down', async () => {
    const stretches = await stretchesOf(
      { own: [failure(1n, 8, 12), failure(2n, 8, 10)], others: [], returns: [] },
      rangesOf,
    )

    expect(stretches).toEqual([
      { first: 10, last: 19, evidence: 'topology', from: at(8), to: at(12) },
      { first: 20, last: 29, evidence: 'topology', from: at(8), to: at(10) },
      { first: 30, last: 39, evidence: 'redundant', from: at(8), to: at(10) },
    ])
  })

  test('includes what it cuts off together with another outage, for as long as both last', async () => {
    const stretches = await stretchesOf(
      { own: [failure(1n, 8, 12)], others: [failure(2n, 11, 15)], returns: [] },
      rangesOf,
    )

    expect(stretches).toEqual([
      { first: 10, last: 19, evidence: 'topology', from: at(8), to: at(12) },
      { first: 30, last: 39, evidence: 'redundant', from: at(11), to: at(12) },
    ])
  })

  test('leaves alone what another outage cuts off by itself', async () => {
    const stretches = await stretchesOf(
      { own: [failure(4n, 8, 12)], others: [failure(2n, 7, 15)], returns: [] },
      rangesOf,
    )

    expect(stretches).toEqual([{ first: 11, last: 12, evidence: 'topology', from: at(8), to: at(12) }])
  })

  test('ends earlier below what was restored earlier', async () => {
    const stretches = await stretchesOf(
      { own: [failure(1n, 8, null)], others: [], returns: [{ first: 11, last: 12, at: at(9) }] },
      rangesOf,
    )

    expect(stretches).toEqual([
      { first: 10, last: 10, evidence: 'topology', from: at(8), to: null },
      { first: 11, last: 12, evidence: 'topology', from: at(8), to: at(9) },
      { first: 13, last: 19, evidence: 'topology', from: at(8), to: null },
    ])
  })

  test('keeps the longest of several pieces that do not touch', async () => {
    const others = [failure(2n, 8, 9), failure(2n, 10, 12)]
    const stretches = await stretchesOf({ own: [failure(1n, 8, 14)], others, returns: [] }, rangesOf)

    expect(stretches.at(-1)).toEqual({ first: 30, last: 39, evidence: 'redundant', from: at(10), to: at(12) })
  })

  test('is nothing without elements', async () => {
    expect(await stretchesOf({ own: [], others: [failure(2n, 8, 9)], returns: [] }, rangesOf)).toEqual([])
  })
})

function failure(element: bigint, from: number, to: number | null): Failure {
  return { element, from: at(from), to: to === null ? null : at(to) }
}

function at(hour: number): Temporal.Instant {
  return Temporal.Instant.from(`2026-09-10T${hour.toString().padStart(2, '0')}:00:00Z`)
}
