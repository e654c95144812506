/**
 * Measures Pulih and its peers on this machine, all on the same services and outages, and writes the table of goals.
 * `node bench/src/main.ts [--rows 10000000] [--rounds 5] [--only pulih,objects] [--with-100m] [--folder out/bench]`
 * `node bench/src/main.ts platform [--services 1000000]` measures the platform alone, `node bench/src/main.ts status [--seconds 60]` the
 * public status page, `node bench/src/main.ts console [--services 1000000]` the lists and searches of the console,
 * `node bench/src/main.ts telling [--services 1000000] [--destinations 10000] [--telling first,smpp]` how fast people are told.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildCases, creditsPath, million } from './cases.ts'
import { judgeGoals } from './goals.ts'
import { measureConsole } from './console/measure-console.ts'
import { describeMachine } from './measure/machine.ts'
import { measurePlatform, type PlatformOptions } from './platform/measure-platform.ts'
import { runPostgresRounds, type PulihCommands } from './postgres-rounds.ts'
import { assessCommand, assessForCopyCommand } from './pulih.ts'
import { measureStatus, type StatusOptions } from './status/measure-status.ts'
import { toJson, toMarkdown } from './report.ts'
import { measureTelling } from './telling/measure-telling.ts'
import { runRounds } from './rounds.ts'
import { prepareWorkload } from './workload/files.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    services: { type: 'string', default: String(million) },
    'storm-seconds': { type: 'string', default: '' },
    rows: { type: 'string', default: String(10 * million) },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    'with-100m': { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
    telling: { type: 'string', default: '' },
    destinations: { type: 'string', default: '10000' },
    premises: { type: 'string', default: String(million) },
    folder: { type: 'string', default: join(import.meta.dirname, '..', '..', 'out', 'bench') },
  },
})
const rows = positive('rows', values.rows)
const rounds = positive('rounds', values.rounds)
// npm runs a workspace's script in that workspace; a relative folder means the place where the reader typed it.
const folder = resolve(process.env['INIT_CWD'] ?? '.', values.folder)
const only = values.only.split(',').filter(Boolean)
const isWanted = (id: string) => only.length === 0 || only.includes(id)

const [what = 'all'] = positionals
const parts = ['all', 'platform', 'status', 'console', 'telling']
if (!parts.includes(what)) throw new Error(`${what}: there are ${parts.slice(1).join(', ')}`)
if (what === 'all') await measureAssessment()
if (what === 'platform' || (what === 'all' && only.length === 0)) await measurePlatform(platformOptions())
if (what === 'status' || (what === 'all' && only.length === 0)) await measureStatus(statusOptions())
if (what === 'console' || (what === 'all' && only.length === 0))
  await measureConsole({ services: positive('services', values.services), times: 50, searches: 1000, folder })
if (what === 'telling' || (what === 'all' && only.length === 0))
  await measureTelling({
    services: positive('services', values.services),
    seconds: positive('seconds', values.seconds),
    destinations: positive('destinations', values.destinations),
    parts: values.telling.split(',').filter(Boolean),
    folder,
  })

/** Pulih and its peers on files. */
async function measureAssessment(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const machine = describeMachine()
  console.log(`${rows} services, ${rounds} rounds, ${machine.processor}, ${machine.cores} cores`)

  const all = await buildCases({ folder, rows, with100m: values['with-100m'] })
  const known = [...all.map(one => one.id), 'postgres']
  const unknown = only.filter(id => !known.includes(id))
  if (unknown.length > 0) throw new Error(`--only ${unknown.join()}: there are ${known.join(', ')}`)
  const cases = all.filter(one => isWanted(one.id))
  const measured = await runRounds(cases, rounds)

  // The server reads what Pulih wrote; until Pulih writes anything, a peer's file of the same credits.
  const credits = ['pulih', 'objects', 'duckdb-grouped']
    .map(id => creditsPath(folder, id))
    .find(path => existsSync(path))
  const postgres =
    isWanted('postgres') && credits !== undefined
      ? await runPostgresRounds(folder, credits, pulihCommands(), rounds)
      : null

  const measurements = { rows, cases: measured, postgres: postgres?.seconds ?? new Map<string, readonly number[]>() }
  const versions = { ...machine.versions, ...(postgres && { postgresql: postgres.version }) }
  const goals = judgeGoals(measurements)
  const report = { machine: { ...machine, versions }, rounds, cases, measurements, goals }
  const markdown = toMarkdown(report)
  writeFileSync(join(folder, 'results.md'), markdown)
  writeFileSync(join(folder, 'results.json'), toJson(report))
  console.log(`\n${markdown}\nwritten to ${join(folder, 'results.md')} and results.json`)
}

/** A short run sends its alarms in a third of the time and reads for a third of it. */
function platformOptions(): PlatformOptions {
  const services = positive('services', values.services)
  const isShort = services < million
  const stormSeconds =
    values['storm-seconds'] === '' ? (isShort ? 20 : 60) : positive('storm-seconds', values['storm-seconds'])
  return {
    services,
    questions: isShort ? 100 : 300,
    alarms: 10_000,
    stormSeconds,
    loadSeconds: isShort ? 20 : 60,
    folder,
  }
}

/** A short run fires for a sixth of the time. */
function statusOptions(): StatusOptions {
  const seconds = positive('seconds', values.seconds)
  return {
    premises: positive('premises', values.premises),
    seconds,
    rounds: Math.min(rounds, 3),
    publications: 60,
    readers: 500,
    folder,
  }
}

function pulihCommands(): PulihCommands | null {
  const files = prepareWorkload(folder, rows, 'shared')
  const out = creditsPath(folder, 'pulih-postgres')
  const [onOneThread, onAllThreads] = [assessForCopyCommand(files, out), assessCommand(files, out)]
  return onOneThread && onAllThreads && { onOneThread, onAllThreads, out }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} ${text} is not a whole number above zero`)
  return value
}
