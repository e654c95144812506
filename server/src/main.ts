import { join } from 'node:path'
import { demonstrate } from './app/demonstration.ts'
import { start } from './app/start.ts'
import { createDemonstrationStaff, createFirstAdmin } from './identity/index.ts'
import { BadConfiguration, readConfig } from './platform/index.ts'

const usage = `npm start [-- --empty] [--services 100000]

Starts database, API and worker on this machine. The first start makes a believable operator and replays a real outage on it;
--empty leaves that out. Settings come from the environment: docs/operations/configuration.md.`

const options = process.argv.slice(2)
const say = (line: string): void => console.log(line)

try {
  await main()
} catch (reason) {
  console.error(sayingOf(reason))
  process.exit(2)
}

async function main(): Promise<void> {
  if (options.includes('--help')) return say(usage)
  const config = readConfig()
  const { platform, url, applied, stop } = await start(config)
  stopOnSignal(stop)
  if (applied.length > 0) say(`The database is up to date (${applied.length} migrations).`)
  if (options.includes('--empty')) await beginEmpty()
  else if (url !== null) await beginWithDemonstration(url)
  if (url !== null) say(`\nPulih listens at ${url}\n  documentation  ${url}/api/docs\n  Ctrl-C stops it.`)

  async function beginEmpty(): Promise<void> {
    const admin = await createFirstAdmin(platform)
    if (admin) say(`Sign in as ${admin.login} with the password ${admin.password} and change it.`)
  }

  async function beginWithDemonstration(address: string): Promise<void> {
    const people = await createDemonstrationStaff(platform)
    if (people.length === 0) return
    say('Demonstration sign-ins (printed once):')
    for (const { login, name, password } of people) say(`  ${login.padEnd(15)} ${password.padEnd(28)} ${name}`)
    const services = Number(options[options.indexOf('--services') + 1]) || 100_000
    const shown = await demonstrate({ url: address, folder: join(config.data, 'demonstration'), services, people, say }).catch((reason: unknown) => {
      console.error('The demonstration could not be finished; Pulih runs all the same. To see it again, start with an empty PULIH_DATA.', reason)
      return null
    })
    if (shown === null) return
    say(`\nLook at it:\n  outage       GET /api/v1/outages/${shown.outage}\n  run          GET /api/v1/compensation/runs/${shown.run}`)
    if (shown.service !== null) say(`  one credit   GET /api/v1/compensation/runs/${shown.run}/services/${shown.service}/explanation`)
  }
}

function sayingOf(reason: unknown): string {
  if (reason instanceof BadConfiguration) return reason.message
  if (reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE')
    return 'The port is taken by another program; choose one with PULIH_PORT, for example PULIH_PORT=8081.'
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
}

/** The first signal lets everything finish, the second does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      say('\nStopping …')
      void stop().then(() => process.exit(0), reason => {
        console.error(reason)
        process.exit(1)
      })
    })
  }
}
