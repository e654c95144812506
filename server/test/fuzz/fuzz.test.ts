import { describe, expect, test } from 'vitest'
import { harness } from '../harness.ts'
import { fuzz } from './fuzz.ts'
import { everyone, furnish, whatExists } from './world.ts'

const h = await harness({ hooks: { authenticate: () => Promise.resolve(everyone) } })
await furnish(h)

describe('whatever is sent to any operation', () => {
  test(
    'is answered or refused in the documented form, never fails, and a refusal leaves nothing behind',
    { timeout: 300_000 },
    async () => {
      const report = await fuzz(h.app, h.db, {
        seed: 20_260_915,
        requests: 60,
        known: () => whatExists(h.db),
        afterwards: () => h.runJobs(),
      })

      expect(report.operations).toBeGreaterThan(100)
      expect(report.findings).toEqual([])
      // Most doors are passed; otherwise only their locks were tried.
      expect(report.neverAccepted.length).toBeLessThan(report.operations / 3)
    },
  )
})
