import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HolidayCalendars, type Figure } from '@pulih/engine'
import { parseMinor } from '@pulih/kernel'
import { makePlan, type Planned } from '../planning/make-plan.ts'
import { readNetwork } from '../planning/network.ts'
import { readOutages } from '../planning/outages.ts'
import { runServices } from '../run-services.ts'
import { tooWide } from '../sql/checks.ts'
import { layoutOf } from '../sql/layout.ts'
import { scriptOf, type Script } from '../sql/script.ts'
import type { Figures } from './as-case.ts'
import type { WorldFiles } from './as-files.ts'
import type { Database } from './database.ts'
import type { World } from './world.ts'

/** What a back-end says: by service and scheme what is due, and which services it refuses. */
export interface Outcome {
  readonly due: ReadonlyMap<string, Figures>
  readonly refused: ReadonlySet<string>
  /** Services that it leaves to the batch because their amounts are too large for it, and says so. */
  readonly left: ReadonlySet<string>
}

export function keyOf(service: string, scheme: string): string {
  return `${service}|${scheme}`
}

export async function planWorld(world: World, files: WorldFiles): Promise<Planned> {
  const { outages, refused } = await readOutages(files.outages)
  if (refused.length > 0) throw new Error(`the generator made outages that are refused: ${JSON.stringify(refused)}`)
  const areas = [...new Set(world.services.map(({ fields }) => fields['area'] ?? ''))].filter(
    area => area !== 'nowhere',
  )
  const place = files.network === null ? { areas } : { network: (await readNetwork(files.network)).network }
  return makePlan({ ...world, holidays: new HolidayCalendars(world.calendars), outages, place })
}

/** The batch over files. Columns of benefits are left out: they are no money. */
export async function runBatch({ plan, schemes }: Planned, world: World, files: WorldFiles): Promise<Outcome> {
  const [outFile, rejectedFile] = [join(files.folder, 'credits.csv'), join(files.folder, 'rejected.csv')]
  await runServices({ plan, servicesFile: files.services, outFile, rejectedFile, mode: 'owed', workers: 1 })
  const lines = await linesOf(outFile)
  const due = new Map<string, Figures>()
  for (const [service = '', scheme = '', , ...amounts] of lines) {
    if (schemes.some(({ id }) => id === scheme))
      due.set(keyOf(service, scheme), figuresOf(amounts.map(amount => parseMinor(amount, world.currency) ?? -1n)))
  }
  const rejected = await linesOf(rejectedFile)
  const refused = new Set(
    rejected.map(([, row = '2']) => world.services[Number(row) - 2]?.fields['service'] ?? `line ${row}`),
  )
  return { due, refused, left: new Set() }
}

/** The printed SQL, statement by statement, on facts from the files. */
export async function runSql(
  planned: Planned,
  world: World,
  facts: string,
  files: WorldFiles,
  database: Database,
): Promise<Outcome> {
  const script = scriptOf(layoutOf(planned.plan), database.dialect)
  return runScript(script, planned, world, facts, files, database)
}

export async function runScript(
  script: Script,
  { schemes }: Planned,
  world: World,
  facts: string,
  files: WorldFiles,
  database: Database,
): Promise<Outcome> {
  const { text, decimal } = { text: database.dialect === 'postgres' ? 'text' : 'varchar', decimal: 'decimal(18, 4)' }
  await database.run('create schema pulih_world')
  try {
    await database.run(
      database.dialect === 'postgres' ? 'set search_path to pulih_world' : `set search_path = 'pulih_world'`,
    )
    for (const { name, create } of script.tables) {
      await database.run(create)
      await database.run(
        database.copy(name, (await headerOf(join(facts, `${name}.csv`))).split(','), join(facts, `${name}.csv`)),
      )
    }
    const money = ['monthly_fee', 'fee_before_discount', 'bill_sum_3', 'previous_bill', 'top_up_sum_3']
    const words = [
      'service',
      'element',
      'area',
      'kind',
      'customer',
      'payment',
      'remoteness',
      'region',
      'plan',
      'time_zone',
    ]
    await database.run(
      `create table services (${[...words.map(name => `${name} ${text}`), ...money.map(name => `${name} ${decimal}`), 'cycle_day integer', 'bill_count_3 integer'].join(', ')})`,
    )
    await database.run(database.copy('services', world.columns, files.services))
    await database.run(script.services)
    const problems = await database.run(script.checks)
    const named = (isWide: boolean) =>
      new Set(
        problems.flatMap(([service, problem]) =>
          String(problem).includes(tooWide) === isWide ? [String(service)] : [],
        ),
      )
    const due = new Map<string, Figures>()
    for (const [service, scheme, , ...amounts] of await database.run(script.credits)) {
      if (schemes.some(({ id }) => id === scheme))
        due.set(keyOf(String(service), String(scheme)), figuresOf(amounts.map(amount => BigInt(amount ?? -1n))))
    }
    return { due, refused: named(false), left: named(true) }
  } finally {
    await database.run(database.dialect === 'postgres' ? 'set search_path to public' : `set search_path = 'main'`)
    await database.run('drop schema pulih_world cascade')
  }
}

function figuresOf([minimum = 0n, recommended = 0n, maximum = 0n]: readonly bigint[]): Record<Figure, bigint> {
  return { minimum, recommended, maximum }
}

async function headerOf(file: string): Promise<string> {
  const [header = ''] = (await readFile(file, 'utf8')).split('\n', 1)
  return header
}

async function linesOf(file: string): Promise<string[][]> {
  return (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
}
