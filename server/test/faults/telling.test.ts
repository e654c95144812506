import { afterAll, describe, expect, inject, test } from 'vitest'
import { openTellingHouse } from './telling-house.ts'
import { bringPeople } from './telling-people.ts'
import { playTelling, type TellingReport } from './telling-scenario.ts'

const houses = await Promise.all(Array.from({ length: 2 }, () => openTellingHouse(inject('databaseUrl'))))
await Promise.all(houses.map(bringPeople))
afterAll(() => Promise.all(houses.map(each => each.close())))

const seeds = 16
/** How long machines may take that do other things as well; nothing is asserted about it. */
const patience = 300_000

describe('whatever fails, people are told once', () => {
  test(
    'of an outage that goes through anything, by senders that die and providers that lose answers',
    { timeout: patience },
    async () => {
      let next = 1
      const reports: TellingReport[] = []
      await Promise.all(
        houses.map(async house => {
          while (next <= seeds) reports.push(await playTelling(house, next++))
        }),
      )

      expect(reports.flatMap(({ seed, mistakes }) => mistakes.map(mistake => `seed ${seed}: ${mistake}`))).toEqual([])
      expect(reports).toHaveLength(seeds)
      // A suite in which nothing happens would find nothing.
      expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBeGreaterThan(100)
      expect(reports.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(10)
    },
  )
})
