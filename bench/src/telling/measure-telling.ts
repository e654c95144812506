import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateOperator } from '@pulih/seed'
import type { Client } from 'pg'
import { describeMachine } from '../measure/machine.ts'
import { median } from '../measure/statistics.ts'
import { atLeast, atMost, holds, noted, toTable, type Figure, type Phase } from '../platform/figures.ts'
import { importOperator } from '../platform/import-operator.ts'
import { inPhase, requireDurable, versionOf } from '../platform/measure-platform.ts'
import { percentile } from '../platform/percentiles.ts'
import { startServer, type Server } from '../platform/server.ts'
import { bringReceipts } from './arrivals.ts'
import { askAudience, elementsFor } from './audience.ts'
import { measureCallers } from './callers.ts'
import { measureDestinations } from './destinations.ts'
import { addContacts, holdWays, openWay, secretVariables, setTelling } from './prepare.ts'
import { measureFirstNotice, measureRelease } from './release.ts'
import { killSinks } from './sinks.ts'
import { measureFlow, type Flow } from './sustained.ts'
import { flows, wayTo, type FlowName } from './ways.ts'

export interface TellingOptions {
  readonly services: number
  /** For how long a limit is kept to, and receipts are brought. */
  readonly seconds: number
  /** So many webhooks get one message each, while one is dead and one slow. */
  readonly destinations: number
  /** Only these of `parts`; empty: all. */
  readonly parts: readonly string[]
  /** Where the results are written; everything else is in a temporary folder that is gone afterwards. */
  readonly folder: string
}

const others = ['audience', 'release', 'first', 'arrivals', 'destinations', 'voice'] as const
type Part = FlowName | (typeof others)[number]
const parts: readonly Part[] = [...flows.map(({ name }) => name), ...others]

/** What these send was said in the release, which they therefore need. */
const repeating: readonly Part[] = [...flows.map(({ name }) => name), 'arrivals', 'destinations']

function isWanted(name: Part, wanted: readonly string[]): boolean {
  if (wanted.length === 0 || wanted.includes(name)) return true
  return name === 'release' && !wanted.includes('first') && repeating.some(part => wanted.includes(part))
}

const limit = 500
const arrivalsPerSecond = 1_000
/** As when a large outage begins, and every second caller has it. */
const callsPerSecond = 100

/** Starts Pulih with an operator of that size, and holds it to what was promised of how fast people are told. */
export async function measureTelling(options: TellingOptions): Promise<void> {
  const unknown = options.parts.filter(part => !parts.some(known => known === part))
  if (unknown.length > 0) throw new Error(`--telling ${unknown.join()}: there are ${parts.join(', ')}`)
  const work = mkdtempSync(join(tmpdir(), 'pulih-telling-'))
  // PostgreSQL refuses to run as root; its own user has to reach its folder.
  chmodSync(work, 0o755)
  Object.assign(process.env, secretVariables)
  const operator = join(work, 'operator')
  console.log(`Making an operator with ${options.services.toLocaleString('en')} services in ${work} …`)
  await generateOperator({ operator: 'pl-isp', services: options.services, seed: 7, out: operator })
  const server = await startServer(join(work, 'data'))
  const end = async (): Promise<void> => {
    killSinks()
    await server.stop()
    rmSync(work, { recursive: true, force: true })
  }
  // PostgreSQL is a process apart and would stay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)))
  try {
    await requireDurable(server.client)
    await importOperator(await server.as('admin'), server.client, operator)
    await addContacts(server.client)
    await setTelling(server.client, 3_600)
    await measure(server, options)
  } finally {
    await end()
  }
}

async function measure(server: Server, options: TellingOptions): Promise<void> {
  const { services, seconds, folder } = options
  const { client } = server
  const figures: Figure[] = []
  const phases: Phase[] = []
  const reached = (...some: readonly Figure[]): void => {
    figures.push(...some)
    for (const { name, goal, reached: value } of some) console.log(`  ${name}: ${value}${goal && ` (${goal})`}`)
  }
  const part = async (name: Part, title: string, body: () => Promise<readonly Figure[]>): Promise<void> => {
    if (isWanted(name, options.parts)) reached(...(await inPhase(server, phases, title, body)))
  }
  const operations = await server.as('operations')
  const people = Math.min(100_000, Math.round(services / 10))
  const elements = await elementsFor(client, people)

  await part('audience', 'Audience', async () => {
    // By a way that nobody set up nobody is reached.
    await holdWays(client)
    const { services: hit, people: told, asked } = await askAudience(operations, client, 5)
    return [
      atMost(
        `Audience of an outage of ${shown(hit)} services, ${shown(told)} people, most of 5`,
        2,
        Math.max(...asked),
        's',
      ),
      noted('… median', median(asked), 's'),
    ]
  })
  // The parts after this one send more of what was said here.
  await part('release', 'Release', async () => {
    const { services: hit, messages, seconds: took } = await measureRelease(operations, client, elements)
    return [atMost(`${shown(messages)} messages of an outage of ${shown(hit)} services, written`, 10, took, 's')]
  })
  await part('first', 'First notice', async () => {
    const { sink, way } = await wayTo('http-sms')
    const told = await measureFirstNotice(operations, client, elements, { sink, way, most: 300 })
    await sink.stop()
    return [
      atMost('From the confirmation until the first is handed over', 60, told.firstSeconds, 's'),
      atMost(`… until all ${shown(told.messages)} are`, 60, told.lastSeconds, 's'),
      holds('… handed over', shown(told.messages), shown(told.taken), told.taken === told.messages),
    ]
  })
  for (const { name, title, least, count, isPaced } of flows)
    await part(name, title, async () => {
      const fast = await flow(client, name, Math.round((count * services) / 1_000_000))
      const paced = isPaced ? await flow(client, name, limit * seconds, limit) : null
      return [
        atLeast(`${title}, ${shown(fast.taken)} messages`, least, fast.perSecond, '/s'),
        ...(fast.receiptsPerSecond === null ? [] : [noted('… known to have arrived', fast.receiptsPerSecond, '/s')]),
        ...(paced === null ? [] : pacedFigures(paced)),
      ]
    })
  await part('arrivals', 'Arrivals', async () => {
    const { sink, way } = await wayTo('http-sms')
    await openWay(client, way)
    const brought = await bringReceipts(server.url(), client, arrivalsPerSecond, seconds)
    await sink.stop()
    return [
      atMost(
        `Acknowledging receipts, ${shown(arrivalsPerSecond)} a second for ${seconds} s, median`,
        20,
        median(brought.milliseconds),
        'ms',
      ),
      atMost('… p99', 150, percentile(brought.milliseconds, 0.99), 'ms'),
      holds('… refused, lost', '0, 0', `${brought.refused}, ${brought.lost}`, brought.refused + brought.lost === 0),
    ]
  })
  await part('destinations', 'Destinations', async () => {
    const delayed = await measureDestinations(client, options.destinations)
    return [
      atMost(
        `One dead and one slow of ${shown(delayed.destinations)} webhooks: by how much the others' p99 is later`,
        5,
        Math.max(0, delayed.sickSeconds - delayed.healthySeconds),
        's',
      ),
      noted('… p99 with all well', delayed.healthySeconds, 's'),
      holds('… that are well and got nothing', '0', String(delayed.missing), delayed.missing === 0),
    ]
  })
  await part('voice', 'Voice', async () => {
    const calls = { url: () => server.url(), elements, perSecond: callsPerSecond, seconds }
    const { customers, milliseconds, wrong } = await measureCallers(operations, client, calls)
    return [
      atMost(
        `What to play to a caller, of ${shown(customers)} customers, ${callsPerSecond} calls a second for ${seconds} s, p99`,
        50,
        percentile(milliseconds, 0.99),
        'ms',
      ),
      noted('… median', median(milliseconds), 'ms'),
      holds('… who heard what is not so, or nothing', '0', String(wrong), wrong === 0),
    ]
  })
  const report = { services, machine: describeMachine(), database: await versionOf(client), figures, phases }
  const table = toTable(report, 'Telling people, measured')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'telling.md'), table)
  writeFileSync(join(folder, 'telling.json'), JSON.stringify(report, null, 2))
  console.log(`\n${table}\nwritten to ${join(folder, 'telling.md')} and telling.json`)
}

async function flow(client: Client, name: FlowName, count: number, perSecond?: number): Promise<Flow> {
  const { sink, way, address, hasReceipts } = await wayTo(name)
  const limited = { ...way, ...(perSecond !== undefined && { perSecond }) }
  const measured = await measureFlow(client, { sink, way: limited, address, count, hasReceipts })
  await sink.stop()
  return measured
}

/** Exactly: no more than the limit, and no less of it than was paid for. */
function pacedFigures({ taken, over, under }: Flow): Figure[] {
  return [
    atMost(
      `… limited to ${limit}/s, ${shown(taken)} messages: more than that in any 10 s by`,
      1,
      (over ?? 0) * 100,
      '%',
    ),
    atMost('… less than that in any 10 s by', 1, (under ?? 1) * 100, '%'),
  ]
}

function shown(count: number): string {
  return count.toLocaleString('en')
}
