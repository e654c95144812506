import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateOperator } from '@pulih/seed'
import type { Client } from 'pg'
import { describeMachine } from '../measure/machine.ts'
import { median } from '../measure/statistics.ts'
import { atMost, loadNow, noted, type Figure } from '../platform/figures.ts'
import { importOperator } from '../platform/import-operator.ts'
import { payRun } from '../platform/pay-run.ts'
import { percentile } from '../platform/percentiles.ts'
import { startServer, type Server } from '../platform/server.ts'
import { askList, askOnce, askSearches, type AskedList } from './ask.ts'
import { fill } from './fill.ts'
import { listsOf, placesOf } from './lists.ts'
import { searchesOf } from './searches.ts'

export interface ConsoleOptions {
  readonly services: number
  /** How often each first page is asked for. */
  readonly times: number
  readonly searches: number
  readonly folder: string
}

const goals = { list: 200, search: 250 }
const titles = ['fibre', 'storm damage', 'cut 4711', 'congestion', 'card failed 99', 'measured', 'nothing like it']

/** Every list and every search of the console, as its pages ask for them, over tables of a million rows. */
export async function measureConsole({ services, times, searches, folder }: ConsoleOptions): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'pulih-console-'))
  // PostgreSQL refuses to run as root; its own user has to reach its folder.
  chmodSync(work, 0o755)
  const operator = join(work, 'operator')
  console.log(`Making an operator with ${services.toLocaleString('en')} services in ${work} …`)
  await generateOperator({ operator: 'pl-isp', services, seed: 7, out: operator })
  const server = await startServer(join(work, 'data'))
  const end = async (): Promise<void> => {
    await server.stop()
    rmSync(work, { recursive: true, force: true })
  }
  // PostgreSQL is a process apart and would stay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)))
  try {
    await importOperator(await server.as('admin'), server.client, operator)
    await payRun(server, '2026-08')
    console.log('Filling …')
    await fill(server.client, operator, services)

    await askEverything(server, { services, times, searches, folder })
  } finally {
    await end()
  }
}

/** Of a server that has everything already. */
export async function askEverything(
  server: Pick<Server, 'as' | 'client' | 'restartDatabase'>,
  { services, times, searches, folder }: ConsoleOptions,
): Promise<void> {
  const places = await placesOf(server.client)
  const lists = listsOf(places)
  const wanted = await searchesOf(server.client, titles, searches)
  const loads = [loadNow()]
  console.log('Asking …')
  const reader = await server.as('admin')
  const asked: AskedList[] = []
  for (const list of lists) {
    const one = await askList(reader, list, times)
    console.log(
      `  ${one.name}: ${shown(percentile(one.first, 0.99))} ms, page ${one.latePage} ${shown(percentile(one.late, 0.99))} ms`,
    )
    asked.push(one)
  }
  loads.push(loadNow())
  const found = await askSearches(reader, wanted)
  loads.push(loadNow())

  await server.restartDatabase()
  const again = await server.as('admin')
  const cold = await askOnce(again, lists)
  const coldSearches = await askSearches(again, firstOfEach(wanted))
  write(folder, services, await versionOf(server.client), loads, asked, found, cold, coldSearches)
}

function firstOfEach<Search extends { readonly kind: string }>(searches: readonly Search[]): Search[] {
  return [...new Map(searches.toReversed().map(search => [search.kind, search])).values()]
}

async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return `PostgreSQL ${rows[0]?.server_version ?? '?'}`
}

type Times = ReadonlyMap<string, readonly number[]>

function write(
  folder: string,
  services: number,
  database: string,
  loads: readonly number[],
  lists: readonly AskedList[],
  searches: Times,
  cold: ReadonlyMap<string, number>,
  coldSearches: Times,
): void {
  const { processor, cores, memoryGigabytes, versions } = describeMachine()
  const pages = lists.flatMap(({ first }) => first)
  const late = lists.flatMap(({ late: times }) => times)
  const all = [...searches.values()].flat()
  const figures: Figure[] = [
    atMost(
      `Slowest first page of ${lists.length} lists with their filters, p99`,
      goals.list,
      worst(lists.map(({ first }) => first)),
      'ms',
    ),
    noted('… all of them together, median', median(pages), 'ms'),
    atMost(
      'Slowest hundredth page, p99',
      goals.list,
      worst(lists.map(({ late: times }) => times).filter(({ length }) => length > 0)),
      'ms',
    ),
    noted('… all of them together, median', median(late), 'ms'),
    atMost(`Searches, p99 of ${all.length}`, goals.search, percentile(all, 0.99), 'ms'),
    noted('… median', median(all), 'ms'),
    noted('… slowest', Math.max(...all), 'ms'),
    noted('Slowest first page after a restart of PostgreSQL and Pulih', Math.max(...cold.values()), 'ms'),
    noted('Slowest of a search of each kind after it', Math.max(...[...coldSearches.values()].flat()), 'ms'),
  ]
  const row = (name: string, goal: number, ...times: readonly (number | null)[]) =>
    `| ${name} | ${times.map(time => (time === null ? '' : `${time > goal ? '**' : ''}${shown(time)}${time > goal ? '**' : ''}`)).join(' | ')} |`
  const lines = [
    '# The console, measured',
    '',
    `${services.toLocaleString('en')} services and as many rows of whatever else there is. ${processor}, ${cores} cores, ${memoryGigabytes} GB, Node ${versions['node'] ?? '?'}, ${database}, fsync on.`,
    `Load average ${loads.map(load => load.toFixed(1)).join(', ')}.`,
    '',
    '| Figure | Goal | Reached | |',
    '|---|---|---|---|',
    ...figures.map(
      ({ name, goal, reached, met }) =>
        `| ${name} | ${goal} | ${reached} | ${met === null ? '' : met ? 'met' : '**missed**'} |`,
    ),
    '',
    `Milliseconds. The late page is the hundredth or the last; “on the way” is the slowest of those before it; cold is once, first of all.`,
    '',
    '| List | First, p50 | p99 | max | Late, p50 | p99 | On the way | Cold |',
    '|---|---|---|---|---|---|---|---|',
    ...lists.map(({ name, first, late: times, between }) =>
      row(
        name,
        goals.list,
        median(first),
        percentile(first, 0.99),
        Math.max(...first),
        times.length === 0 ? null : median(times),
        times.length === 0 ? null : percentile(times, 0.99),
        between.length === 0 ? null : Math.max(...between),
        cold.get(name) ?? null,
      ),
    ),
    '',
    '| Search | How many | p50 | p99 | max | Cold |',
    '|---|---|---|---|---|---|',
    ...[...searches].map(([kind, times]) =>
      row(
        `${kind} | ${times.length}`,
        goals.search,
        median(times),
        percentile(times, 0.99),
        Math.max(...times),
        coldSearches.get(kind)?.[0] ?? null,
      ),
    ),
    '',
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'console.md'), lines.join('\n'))
  writeFileSync(
    join(folder, 'console.json'),
    `${JSON.stringify({ figures, loads, lists, searches: [...searches], cold: [...cold] }, null, 1)}\n`,
  )
  console.log(`\n${lines.join('\n')}\nwritten to ${join(folder, 'console.md')} and console.json`)
}

function worst(all: readonly (readonly number[])[]): number {
  return Math.max(...all.map(times => percentile(times, 0.99)))
}

function shown(value: number): string {
  return Number.isNaN(value) ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(2)
}
