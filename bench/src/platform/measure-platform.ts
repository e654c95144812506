import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateOperator } from '@pulih/seed'
import type { Client } from 'pg'
import { describeMachine } from '../measure/machine.ts'
import { median } from '../measure/statistics.ts'
import { askImpact } from './ask-impact.ts'
import { atMost, holds, loadNow, noted, toTable, type Figure, type Phase } from './figures.ts'
import { importOperator } from './import-operator.ts'
import { insertPlainly } from './insert-plainly.ts'
import { explain, load, type Known } from './load.ts'
import { payRun, type Paid } from './pay-run.ts'
import { percentile } from './percentiles.ts'
import { startServer, type Server } from './server.ts'
import { beginStatements, slowestStatements } from './statements.ts'
import { sendStorm } from './storm.ts'

export interface PlatformOptions {
  readonly services: number
  readonly questions: number
  readonly alarms: number
  readonly stormSeconds: number
  readonly loadSeconds: number
  /** Where the results are written; everything else is in a temporary folder that is gone afterwards. */
  readonly folder: string
}

const perSecond = 200
/** Months with bills, in which nothing else happened. */
const [measuredMonth, killedMonth] = ['2026-08', '2026-07']

/** Starts Pulih with an operator of that size and holds it to what was promised of its speed. */
export async function measurePlatform(options: PlatformOptions): Promise<void> {
  const { services, questions, alarms, stormSeconds, loadSeconds, folder } = options
  const work = mkdtempSync(join(tmpdir(), 'pulih-bench-'))
  // PostgreSQL refuses to run as root; its own user has to reach its folder.
  chmodSync(work, 0o755)
  const figures: Figure[] = []
  const reached = (...some: readonly Figure[]): void => {
    figures.push(...some)
    for (const { name, goal, reached: value } of some) console.log(`  ${name}: ${value}${goal && ` (${goal})`}`)
  }
  const phases: Phase[] = []
  const operator = join(work, 'operator')
  console.log(`Making an operator with ${services.toLocaleString('en')} services in ${work} …`)
  await generateOperator({ operator: 'pl-isp', services, seed: 7, out: operator })
  const server = await startServer(join(work, 'data'))
  const { client } = server
  const end = async (): Promise<void> => {
    await server.stop()
    rmSync(work, { recursive: true, force: true })
  }
  // PostgreSQL is a process apart and would stay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)))
  const measured = <Value>(name: string, body: () => Promise<Value>) => inPhase(server, phases, name, body)
  try {
    await requireDurable(client)
    const imported = await measured('Import', async () => importOperator(await server.as('admin'), client, operator))
    reached(
      atMost('Import of network, customers, services and bills', 60, imported.seconds, 's'),
      noted('… against plain COPY of the same files', imported.seconds / imported.copySeconds, '×'),
    )

    const operations = await server.as('operations')
    const asked = await measured('Affected services', () => askImpact(operations, client, questions))
    reached(
      atMost(
        `Affected services of an element, p99 of ${asked.impact.length} (at most ${asked.most.toLocaleString('en')} services)`,
        1,
        percentile(asked.impact, 0.99),
        's',
      ),
      atMost('What if, p99 of as many', 1, percentile(asked.whatIf, 0.99), 's'),
    )

    const storm = await measured('Alarms', () => sendStorm(operations, client, alarms, stormSeconds))
    reached(
      atMost(
        `${alarms.toLocaleString('en')} alarms of one cut in ${storm.sentSeconds.toFixed(0)} s, from ${storm.elements.toLocaleString('en')} elements: settled after the last`,
        5,
        storm.settledSeconds,
        's',
      ),
      holds(
        '… outages, and their roots',
        `1, ${storm.root}`,
        `${storm.outages.length}, ${storm.outages.flat().slice(0, 3).join()}`,
        storm.outages.length === 1 && storm.outages.flat().join() === storm.root,
      ),
      holds('… alarms lost', '0', String(storm.lost), storm.lost === 0),
    )

    const paid = await measured('Run', () => payRun(server, measuredMonth))
    const plainSeconds = await insertPlainly(client, paid.run)
    reached(...figuresOf(paid, plainSeconds))

    const reader = await server.as('admin')
    const known = await whatIsKnown(client, [paid])
    const loaded = await measured('Reads', () => load(reader, known, perSecond, loadSeconds))
    const all = [...loaded.byKind.values()].flat()
    const explained = await explain(reader, paid.run, known.credited.slice(0, 200))
    reached(
      atMost(
        `Reads at ${perSecond} requests/s for ${loadSeconds} s, p99 of ${loaded.requests.toLocaleString('en')}`,
        50,
        percentile(all, 0.99),
        'ms',
      ),
      holds('… failed', '0', String(loaded.failed), loaded.failed === 0),
      noted('… median', median(all), 'ms'),
      ...[...loaded.byKind].map(([kind, times]) => noted(`… ${kind}, p99`, percentile(times, 0.99), 'ms')),
      atMost(`Explanation of a credit, p99 of ${explained.length}`, 50, percentile(explained, 0.99), 'ms'),
      noted('… median', median(explained), 'ms'),
    )

    const killed = await measured('Run that is killed', () => payRun(server, killedMonth, paid.postSeconds / 2))
    reached(
      holds(
        'A run that is killed while it posts: every credit posted once all the same',
        'yes',
        killed.whole ? 'yes' : 'no',
        killed.whole,
      ),
    )
    const report = { services, machine: describeMachine(), database: await versionOf(client), figures, phases }
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'platform.md'), toTable(report))
    writeFileSync(
      join(folder, 'platform.json'),
      JSON.stringify(
        {
          ...report,
          imported: Object.fromEntries(imported.parts),
          copySeconds: imported.copySeconds,
          plainSeconds,
          storm,
          paid,
          killed,
        },
        null,
        2,
      ),
    )
    console.log(`\n${toTable(report)}\nwritten to ${join(folder, 'platform.md')} and platform.json`)
  } finally {
    await end()
  }
}

function figuresOf(paid: Paid, plainSeconds: number): Figure[] {
  const seconds = paid.computeSeconds + paid.checkSeconds + paid.postSeconds
  const reach = `${paid.services.toLocaleString('en')} services, ${paid.assessed.toLocaleString('en')} assessed, ${paid.transfers.toLocaleString('en')} transfers`
  return [
    atMost(`A run, computed and posted (${reach})`, 60, seconds, 's'),
    noted('… computed', paid.computeSeconds, 's'),
    noted('… facts compared before posting', paid.checkSeconds, 's'),
    noted('… posted', paid.postSeconds, 's'),
    atMost('… against plain INSERT … SELECT of the rows that it wrote', 1.5, seconds / plainSeconds, '×'),
    noted('… that INSERT … SELECT', plainSeconds, 's'),
    holds('… every credit posted once, with two entries', 'yes', paid.whole ? 'yes' : 'no', paid.whole),
    noted('Finding whom the outage of the run hit', paid.matchSeconds, 's'),
  ]
}

export async function inPhase<Value>(
  server: Server,
  phases: Phase[],
  name: string,
  body: () => Promise<Value>,
): Promise<Value> {
  console.log(`${name} …`)
  await server.client.query('checkpoint')
  await beginStatements(server.client)
  const [loadBefore, cpuBefore, began] = [loadNow(), server.cpuSeconds(), performance.now()]
  const value = await body()
  const [seconds, cpu] = [(performance.now() - began) / 1000, server.cpuSeconds()]
  // After a restart the process counts from zero.
  const cpuSeconds = cpu === null || cpuBefore === null ? null : cpu >= cpuBefore ? cpu - cpuBefore : cpu
  const statements = await slowestStatements(server.client)
  phases.push({ name, seconds, cpuSeconds, loadBefore, statements })
  console.log(`  ${seconds.toFixed(1)} s; longest in the database:`)
  for (const { seconds: spent, calls, text } of statements.slice(0, 4))
    console.log(`    ${spent.toFixed(2)} s, ${calls} times: ${text.slice(0, 100)}`)
  return value
}

/** Speed that was bought with durability is none. */
export async function requireDurable(client: Client): Promise<void> {
  const { rows } = await client.query<{ durable: boolean }>(
    `select bool_and(setting = 'on') as durable from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  )
  if (rows[0]?.durable !== true) throw new Error('the database does not keep what it confirmed')
}

export async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return `PostgreSQL ${rows[0]?.server_version ?? '?'}, fsync on`
}

async function whatIsKnown(client: Client, paid: readonly Paid[]): Promise<Known> {
  const keys = async (text: string, values: unknown[] = []) =>
    (await client.query<{ key: string }>(text, values)).rows.map(({ key }) => key)
  return {
    outages: await keys('select id::text as key from outages.outage order by number desc limit 200'),
    elements: await keys('select key from network.element order by hashint8(id) limit 2000'),
    services: await keys('select key from subscribers.service where id % 50 = 1 order by hashint8(id) limit 5000'),
    runs: paid.map(({ run }) => run),
    credited: await keys(
      'select service_key as key from ledger.transfer where run_id = $1 order by hashint8(service_id) limit 5000',
      [paid[0]?.run],
    ),
  }
}
