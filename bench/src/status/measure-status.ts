import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMachine } from '../measure/machine.ts'
import { median, ratio } from '../measure/statistics.ts'
import { atMost, holds, loadNow, noted, type Figure } from '../platform/figures.ts'
import { percentile } from '../platform/percentiles.ts'
import { makePage } from './make-page.ts'
import { killAll, startBare, startHost, type Served } from './processes.ts'
import { measurePublications } from './publications.ts'
import { requireGenerator, shoot, type Result, type Shot } from './shoot.ts'

export interface StatusOptions {
  readonly premises: number
  /** How long memory is watched; a round of anything else takes a sixth of it. */
  readonly seconds: number
  readonly rounds: number
  readonly publications: number
  readonly readers: number
  readonly folder: string
}

const secret = 'of a benchmark'
const headers = { 'accept-encoding': 'gzip, deflate, br' }

/** Holds the status page to what was promised of it. Each round asks both sides, one after the other, so that what slows one slows both. */
export async function measureStatus(options: StatusOptions): Promise<void> {
  const { premises, seconds, rounds, folder } = options
  await requireGenerator()
  const figures: Figure[] = []
  const reached = (...some: readonly Figure[]): void => {
    figures.push(...some)
    for (const { name, goal, reached: value } of some) console.log(`  ${name}: ${value}${goal && ` (${goal})`}`)
  }
  const work = mkdtempSync(join(tmpdir(), 'pulih-status-'))
  process.once('exit', killAll)
  const loadBefore = loadNow()
  try {
    const page = await makePage(work, premises, secret)
    reached(
      atMost('First view of the page, compressed: page, styles, script, icon', 15, page.firstView / 1024, 'KB'),
      atMost('Summary of 200 components, compressed', 8, page.summary / 1024, 'KB'),
      noted(`Hashing ${premises.toLocaleString('en')} premises`, page.numbersSeconds, 's'),
    )
    const host = await startHost(work, secret)
    const fire = (url: string, vary: Shot['vary'], time: number) =>
      shoot({ url, connections: 50, seconds: time, headers, vary })
    const round = Math.max(2, Math.round(seconds / 6))

    for (const [name, path] of [
      ['JSON', '/api/v2/summary.json'],
      ['HTML', '/'],
    ] as const) {
      const bare = await startBare(host.url + path, headers)
      const sides: Record<Side, Measured[]> = { bare: [], host: [], same: [], unique: [] }
      const fireAt = (server: Served, url: string, vary: Shot['vary']) => withCost(server, () => fire(url, vary, round))
      for (let index = 0; index < rounds; index++) {
        sides.bare.push(await fireAt(bare, bare.url, 'nothing'))
        sides.host.push(await fireAt(host, host.url + path, 'nothing'))
        // The load generator makes each request anew for both, so that only what the server does with it differs.
        sides.same.push(await fireAt(host, host.url + path, 'same'))
        sides.unique.push(await fireAt(host, host.url + path, 'query'))
      }
      await bare.stop()
      reached(...figuresOf(name, sides))
    }

    const before = host.memory()
    await fire(`${host.url}/api/v2/summary.json`, 'query', seconds)
    const after = host.memory()
    if (before !== null && after !== null)
      reached(atMost(`Growth of memory in ${seconds} s of unique queries`, 50, Math.max(0, after - before) / 1e6, 'MB'))

    const asked: Measured[] = []
    for (let index = 0; index < rounds; index++)
      asked.push(await withCost(host, () => fire(`${host.url}/is-it-me/`, 'look-up', round)))
    const rate = median(asked.map(perSecond))
    reached(
      holds(
        `Look-ups over ${premises.toLocaleString('en')} premises`,
        '≥ 5,000/s',
        `${Math.round(rate).toLocaleString('en')}/s`,
        rate >= 5_000,
      ),
      atMost('… p99', 10, Math.max(...asked.map(({ p99 }) => p99)), 'ms'),
      noted('… processor time of one', median(asked.map(({ microseconds }) => microseconds)), 'µs'),
      holds('… refused', '0', String(sum(asked.map(failures))), sum(asked.map(failures)) === 0),
    )
    await host.stop()

    const published = await measurePublications(options.publications, options.readers)
    reached(
      atMost(
        `Published until visible in JSON, page and feed, p99 of ${published.length}, while ${options.readers} listen`,
        2,
        percentile(published, 0.99),
        's',
      ),
      noted('… median', median(published), 's'),
    )
  } finally {
    killAll()
    rmSync(work, { recursive: true, force: true })
  }
  write(folder, figures, loadBefore)
}

type Side = 'bare' | 'host' | 'same' | 'unique'

/** Processor time per answer says more than answers per second where others use the processor too. */
type Measured = Result & { readonly microseconds: number }

async function withCost(server: Served, body: () => Promise<Result>): Promise<Measured> {
  const before = server.cpuSeconds() ?? Number.NaN
  const result = await body()
  const seconds = (server.cpuSeconds() ?? Number.NaN) - before
  return { ...result, microseconds: (seconds / Math.max(1, result.requests)) * 1e6 }
}

function figuresOf(name: string, { bare, host, same, unique }: Readonly<Record<Side, readonly Measured[]>>): Figure[] {
  const cost = (results: readonly Measured[]) => median(results.map(({ microseconds }) => microseconds))
  const rates = (results: readonly Result[]) => results.map(perSecond)
  const rate = median(rates(host))
  const toBare = ratio(rates(host), rates(bare))
  const kept = ratio(rates(unique), rates(same))
  const refused = sum([...host, ...unique].map(failures))
  return [
    holds(`${name}, 50 connections`, '≥ 30,000/s', `${Math.round(rate).toLocaleString('en')}/s`, rate >= 30_000),
    atMost(`… p99`, 20, Math.max(...host.map(({ p99 }) => p99)), 'ms'),
    noted('… a bare Node server with the same bytes', median(rates(bare)), 'requests/s'),
    holds('… ratio to it', '≥ 0.7', toBare.toFixed(2), toBare >= 0.7),
    noted('… processor time of one answer', cost(host), 'µs'),
    noted('… of one of the bare server', cost(bare), 'µs'),
    holds('… kept when every request has a query of its own', '≥ 0.9', kept.toFixed(2), kept >= 0.9),
    holds('… refused or broken', '0', String(refused), refused === 0),
  ]
}

function perSecond({ requests, seconds }: Result): number {
  return requests / seconds
}

function failures({ refused, broken }: Result): number {
  return refused + broken
}

function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0)
}

function write(folder: string, figures: readonly Figure[], loadBefore: number): void {
  const { processor, cores, memoryGigabytes, versions } = describeMachine()
  const load = Math.max(loadBefore, loadNow())
  const lines = [
    '# The status page, measured',
    '',
    `${processor}, ${cores} cores, ${memoryGigabytes} GB, Node ${versions['node'] ?? '?'}. The load generator (wrk, one thread) shares the cores.`,
    `Load average ${load.toFixed(1)}${loadBefore > cores ? '. **Busy with other work before it began: the absolute figures are those of a part of this machine.**' : '.'}`,
    '',
    '| Figure | Goal | Reached | |',
    '|---|---|---|---|',
    ...figures.map(
      ({ name, goal, reached, met }) =>
        `| ${name} | ${goal} | ${reached} | ${met === null ? '' : met ? 'met' : '**missed**'} |`,
    ),
    '',
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'status.md'), lines.join('\n'))
  writeFileSync(join(folder, 'status.json'), `${JSON.stringify({ figures, loadBefore }, null, 1)}\n`)
  console.log(`\n${lines.join('\n')}\nwritten to ${join(folder, 'status.md')} and status.json`)
}
