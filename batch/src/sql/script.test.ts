import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HolidayCalendars, type Scheme } from '@pulih/engine'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runBatch, runScript } from '../differential/back-ends.ts'
import { prepareWorld, type Prepared } from '../differential/compare.ts'
import { openDuckDb, type Database } from '../differential/database.ts'
import { anyWorld } from '../differential/random-world.ts'
import { everyCalendar, everyScheme } from '../differential/rulebook-files.ts'
import { statementsOf } from '../differential/statements.ts'
import { dialects, NothingToPrint, schemeSql, sqlForRun } from './index.ts'
import { layoutOf, type Layout } from './layout.ts'
import { schemeLayout } from './scheme-sql.ts'
import { scriptOf, type Script } from './script.ts'

const calendars = everyCalendar()
const holidays = new HolidayCalendars(calendars)
const rulebook = everyScheme()
const dutch = rulebook.find(({ id }) => id === 'nl/telecommunicatiewet-7.1a') as Scheme
const question = { scheme: dutch, holidays, currency: 'EUR', timeZone: 'Europe/Amsterdam' }

describe('the script of a run', () => {
  let duckdb: Database
  const prepared: Prepared[] = []
  beforeAll(async () => {
    duckdb = await openDuckDb()
  })
  afterEach(async () => {
    for (const world of prepared.splice(0)) await world.dispose()
  })
  afterAll(() => duckdb.close())

  /** The first world from that number on in which a good deal is owed. */
  const aWorld = async (number = 0): Promise<Prepared> => {
    const world = await prepareWorld(anyWorld({ seed: 11, number, rulebook, calendars, services: 60 }))
    prepared.push(world)
    const { due } = await runBatch(world.planned, world.world, world.files)
    return due.size > 20 ? world : aWorld(number + 1)
  }
  const run = ({ planned, world, files }: Prepared, script: Script) =>
    runScript(script, planned, world, files.folder, files, duckdb)

  test('ends with an error, and pays nothing, when a shape is not known to it', async () => {
    const world = await aWorld()
    const script = scriptOf(withoutShapes(layoutOf(world.planned.plan)), 'duckdb')
    const unchecked = scriptOf(layoutOf(world.planned.plan), 'duckdb').tables

    await expect(run(world, { ...script, tables: unchecked })).rejects.toThrow(
      /no arithmetic for shape [0-9a-f]{12} of exposure \d+/,
    )
  })

  test('has tables that refuse a shape which the statement does not know', async () => {
    const world = await aWorld()

    await expect(run(world, scriptOf(withoutShapes(layoutOf(world.planned.plan)), 'duckdb'))).rejects.toThrow(
      /CHECK constraint/,
    )
  })

  test('ends with an error when the line of an exposure is lost', async () => {
    const world = await aWorld()
    const script = scriptOf(layoutOf(world.planned.plan), 'duckdb')
    const lost = script.tables.map(({ name }) => name).filter(name => name.startsWith('pulih_amount_'))
    const forgetful: Database = {
      ...duckdb,
      run: statement =>
        lost.some(name => statement.startsWith(`copy ${name} `)) ? Promise.resolve([]) : duckdb.run(statement),
    }

    await expect(
      runScript(script, world.planned, world.world, world.files.folder, world.files, forgetful),
    ).rejects.toThrow('(no line)')
  })

  test('says which table arrived short', async () => {
    const world = await aWorld()
    const script = scriptOf(layoutOf(world.planned.plan), 'duckdb')
    const short: Database = {
      ...duckdb,
      run: statement =>
        duckdb
          .run(statement === script.services ? 'delete from pulih_exposure' : statement)
          .then(rows => (statement === script.services ? duckdb.run(statement) : rows)),
    }

    const { refused } = await runScript(script, world.planned, world.world, world.files.folder, world.files, short)

    expect(refused).toContain('pulih_exposure')
  })

  test('leaves out the services that an outage names', async () => {
    const world = await aWorld()
    const all = await run(world, scriptOf(layoutOf(world.planned.plan), 'duckdb'))
    const [named = ''] = [...all.due.keys()].map(key => key.split('|')[0] ?? '')
    const script = scriptOf(layoutOf(world.planned.plan), 'duckdb')

    const { due } = await run(world, {
      ...script,
      services: `insert into pulih_apart values ('${named}'); ${script.services}`,
    })

    expect([...all.due.keys()].filter(key => !due.has(key))).toEqual(
      [...all.due.keys()].filter(key => key.startsWith(`${named}|`)),
    )
  })

  test('gives in the words of Spark, exchanged for those of DuckDB, what the batch gives', async () => {
    const compared: number[] = []
    for (const number of [0, 10, 20]) {
      const world = await aWorld(number)
      const spark = scriptOf(layoutOf(world.planned.plan), 'spark')
      const inDuckDb = (sql: string) => sql.replaceAll(' div ', ' // ').replaceAll('raise_error(', 'error(')
      const tables = scriptOf(layoutOf(world.planned.plan), 'duckdb').tables

      const found = await run(world, {
        ...spark,
        tables,
        services: inDuckDb(spark.services),
        checks: inDuckDb(spark.checks),
        credits: inDuckDb(spark.credits),
      })

      const batch = await runBatch(world.planned, world.world, world.files)
      expect(found).toEqual(batch)
      compared.push(batch.due.size)
    }
    expect(Math.max(...compared)).toBeGreaterThan(0)
  }, 60_000)
})

describe('the texts', () => {
  test.each(dialects)('of a scheme in %s are whole statements with an explanation in front', dialect => {
    const text = schemeSql({ ...question, dialect })

    expect(text).toMatch(/^-- nl/)
    expect(
      statementsOf(text).filter(statement => /^(create|with|select|copy|set|\\copy)/.test(statement)),
    ).toHaveLength(statementsOf(text).length)
  })

  test('differ between dialects only in types, division, errors and loading', () => {
    const alike = (sql: string) =>
      sql
        .replaceAll(/ (div|[/]+) /g, ' : ')
        .replaceAll(/ else cast[(].* as bigint[)]/g, ' else fail')
        .replaceAll(/ as (varchar|text|string)[)]/g, ' as text)')
    const scripts = dialects
      .map(dialect => scriptOf(schemeLayout(question), dialect))
      .map(({ credits, checks, services }) => [credits, checks, services].map(alike))

    expect(scripts[1]).toEqual(scripts[0])
    expect(scripts[2]).toEqual(scripts[0])
  })

  test('in Spark have no slash that divides, and switch overflow errors on', () => {
    const text = schemeSql({ ...question, dialect: 'spark' })

    expect(text).toContain('set spark.sql.ansi.enabled = true;')
    expect(
      statementsOf(text)
        .join('\n')
        .replaceAll(/'[^']*'/g, ''),
    ).not.toContain('/')
  })

  test('of a run know every shape of it', async () => {
    const world = await prepareWorld(anyWorld({ seed: 12, number: 3, rulebook, calendars, services: 30 }))
    const facts = readFileSync(join(world.files.folder, 'pulih-duckdb.sql'), 'utf8')
    await world.dispose()

    expect(facts).toBe(sqlForRun(world.planned, 'duckdb'))
  })

  test('are refused for a scheme that no batch can pay', () => {
    const appointment = rulebook.find(({ id }) => id === 'gb/automatic-compensation-appointment') as Scheme

    expect(() => schemeSql({ ...question, scheme: appointment, currency: 'GBP', dialect: 'duckdb' })).toThrow(
      NothingToPrint,
    )
  })
})

function withoutShapes(layout: Layout): Layout {
  return {
    ...layout,
    schemes: layout.schemes.map(scheme => ({ ...scheme, shapes: { minimum: [], recommended: [], maximum: [] } })),
  }
}
