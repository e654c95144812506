import { describe, expect, test } from 'vitest'
import { aHouse } from '../testing/a-house.ts'
import { runFileScenario } from './file-scenario.ts'
import { billers, crashPoints, oddBillers, runScenario, runScenarios, type ScenarioReport } from './scenario.ts'
import { faults } from './simulator.ts'

const { house } = await aHouse()
const clean = { lost: 0, duplicates: 0, wrongAmounts: 0, ledgerDifference: 0n }
const books = ({ lost, duplicates, wrongAmounts, ledgerDifference }: ScenarioReport) => ({
  lost,
  duplicates,
  wrongAmounts,
  ledgerDifference,
})

describe('payouts lose nothing and double nothing', () => {
  for (const biller of billers) {
    test(`at ${biller}, whatever goes wrong and wherever a worker dies`, async () => {
      for (const [at, fault] of faults.entries()) {
        for (const crash of ['never', crashPoints[at % crashPoints.length]] as const) {
          const report = await runScenario(house, {
            seed: 1_000 + at,
            biller,
            fault,
            crash: crash ?? 'never',
            payouts: 1,
          })

          expect({ fault, crash, ...books(report) }).toEqual({ fault, crash, ...clean })
        }
      }
    })
  }

  test.each(oddBillers)('at %s, in drawn scenarios', async biller => {
    for (let seed = 1; seed <= 8; seed++) {
      const report = await runScenario(house, { seed, biller, payouts: 4 })

      expect({ seed, ...books(report) }).toEqual({ seed, ...clean })
    }
  })

  test('in thirty drawn scenarios', async () => {
    const reports = await runScenarios(house, 1, 30)

    for (const report of reports)
      expect({ seed: report.seed, ...books(report) }).toEqual({ seed: report.seed, ...clean })
    expect(new Set(reports.map(report => report.biller)).size).toBe(billers.length)
  })
})

describe('files lose nothing and double nothing', () => {
  test.each(['csv', 'parquet', 'brm'] as const)(
    'of %s, whatever becomes of them and of their answers',
    async format => {
      for (let seed = 1; seed <= 4; seed++) {
        const report = await runFileScenario(house, format, seed)

        expect(report).toMatchObject({ lost: 0, duplicates: 0, ledgerDifference: 0n })
      }
    },
  )
})
