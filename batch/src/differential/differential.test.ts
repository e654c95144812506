import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckDb, openPostgres, type Database } from './database.ts'
import { anyWorld } from './random-world.ts'
import { report, troubleWith } from './report.ts'
import { everyCalendar, everyScheme } from './rulebook-files.ts'

const seed = 2026
const enough = 20_000
const services = 120

// The seventh law of the engine: one definition, every back-end. `long-run.ts` goes on where this stops.
describe('single decision, batch, DuckDB, PostgreSQL and the assessment of the platform', () => {
  const databases: Database[] = []
  beforeAll(async () => {
    databases.push(await openDuckDb(), await openPostgres())
  }, 120_000)
  afterAll(async () => {
    for (const database of databases) await database.close()
  }, 60_000)

  test(`agree to the last minor unit on ${enough} random decisions, among them every scheme of the rulebooks`, async () => {
    const [rulebook, calendars] = [everyScheme(), everyCalendar()]
    const seen = new Set<string>()
    const total = { decisions: 0, owed: 0 }

    for (let number = 0; total.decisions < enough || !rulebook.every(scheme => seen.has(scheme.id)); number++) {
      const world = anyWorld({ seed, number, rulebook, calendars, services })
      const trouble = await troubleWith(world, databases, found => {
        total.decisions += found.decisions
        total.owed += found.owed
      })
      if (trouble) expect.fail(await report(world, trouble, databases))
      for (const scheme of world.schemes) seen.add(scheme.id)
    }

    expect(total.owed).toBeGreaterThan(total.decisions / 20)
  }, 280_000)
})
