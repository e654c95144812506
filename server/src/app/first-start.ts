import { join } from 'node:path'
import { createDemonstrationStaff, createFirstAdmin } from '../identity/index.ts'
import type { Config } from '../platform/index.ts'
import { demonstrate } from './demonstration.ts'
import { BadOptions, type Options } from './options.ts'
import type { Running } from './start.ts'
import { unfinishedNote } from './unfinished.ts'

export interface FirstStart {
  readonly running: Running
  readonly config: Config
  readonly options: Options
  /** Whether somebody asked Pulih to stop, which ends a demonstration on its way. */
  isStopping(): boolean
  readonly say: (line: string) => void
}

/** A demonstration is made where nobody could mind it; elsewhere only when somebody asked for it. */
export function wantsDemonstration(config: Config, options: Options): boolean {
  if (config.databaseUrl !== null && options.services !== null && !options.demonstration)
    throw new BadOptions('A database that DATABASE_URL names gets a demonstration only with --demonstration.')
  if (options.demonstration && !config.roles.includes('api'))
    throw new BadOptions('The demonstration is a visitor of the API: PULIH_ROLES has to name api.')
  return !options.empty && (config.databaseUrl === null || options.demonstration)
}

/** Fills a database in which nobody is yet. Returns what the greeting says of it. */
export async function beginIn(first: FirstStart): Promise<string[]> {
  const { running, config, options } = first
  if (wantsDemonstration(config, options)) return running.url === null ? [] : beginWithDemonstration(first, running.url)
  // A worker beside an API leaves the first sign-in to it, unless told otherwise.
  if (running.url === null && !options.empty) return []
  const admin = await createFirstAdmin(running.platform)
  return admin ? [`Sign in as ${admin.login} with the password ${admin.password} and change it.`] : []
}

async function beginWithDemonstration(first: FirstStart, url: string): Promise<string[]> {
  const { running, config, options, say } = first
  const note = unfinishedNote(config)
  const people = await createDemonstrationStaff(running.platform)
  if (people.length === 0) {
    if (note.isThere()) return [note.saying]
    return options.demonstration ? ['This database is in use already; no demonstration was made.'] : []
  }
  // Only once it is certain that nobody was here before: what the note marks may be deleted to begin again.
  note.begin()
  const lines = people.map(({ login, name, password }) => `  ${login.padEnd(15)} ${password.padEnd(28)} ${name}`)
  // Before the demonstration, which takes a while and may fail: these passwords are not shown again.
  say(['Demonstration sign-ins (printed once):', ...lines].join('\n'))
  const folder = join(config.data, 'demonstration')
  try {
    const shown = await demonstrate({ url, folder, services: options.services ?? 100_000, people, say })
    note.finish()
    const run = `/api/v1/compensation/runs/${shown.run}`
    return [
      '\nLook at it:',
      `  outage       GET /api/v1/outages/${shown.outage}`,
      `  run          GET ${run}`,
      ...(shown.service === null ? [] : [`  one credit   GET ${run}/services/${shown.service}/explanation`]),
      ...(shown.contact === null
        ? []
        : [
            `  portal       ${url}/portal/ as ${shown.contact}; the code is said here and at GET /api/v1/portal/outbox`,
          ]),
    ]
  } catch (reason) {
    if (first.isStopping()) return []
    console.error('The demonstration could not be finished; Pulih runs all the same.', reason)
    return [note.saying]
  }
}
