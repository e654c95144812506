import { afterAll, describe, expect, test } from 'vitest'
import { openTellingApplication } from './telling-application.ts'
import { bringCrowd } from './telling-crowd.ts'
import { playDeaths, type DeathsReport } from './telling-deaths.ts'

const application = await openTellingApplication()
afterAll(() => application.close())

const seeds = 2
/** How long machines may take that do other things as well; nothing is asserted about it. */
const patience = 600_000

describe('whoever is killed, people are told once', () => {
  test(
    'by processes that die in the middle of it, with providers that lose answers and say things twice',
    { timeout: patience },
    async () => {
      await application.startWorker()
      await bringCrowd(application)

      const reports: DeathsReport[] = []
      for (let seed = 1; seed <= seeds; seed++) reports.push(await playDeaths(application, seed))

      expect(reports.flatMap(({ seed, mistakes }) => mistakes.map(mistake => `seed ${seed}: ${mistake}`))).toEqual([])
      // A suite in which nobody dies with something in his hands would find nothing.
      expect(reports.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(2 * seeds)
      expect(reports.reduce((sum, { caught }) => sum + caught, 0)).toBeGreaterThan(0)
      expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBeGreaterThan(50 * seeds)
    },
  )
})
