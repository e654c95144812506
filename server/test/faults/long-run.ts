import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../src/platform/index.ts'
import { openHouse, type House } from './house.ts'
import { playPayouts } from './payouts.ts'
import type { Report } from './play.ts'
import { playFaults } from './scenario.ts'

const kinds = ['runs', 'requests', 'files'] as const
type Kind = (typeof kinds)[number]

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    /** Ends earlier than the seeds do. */
    minutes: { type: 'string', default: '600' },
    /** Scenarios at once, each in a database of its own. */
    lanes: { type: 'string', default: '4' },
    kind: { type: 'string', default: 'runs' },
  },
})
const [seeds, from, minutes, lanes] = [
  Number(values.seeds),
  Number(values.from),
  Number(values.minutes),
  Number(values.lanes),
]
const kind = kinds.find(each => each === values.kind)
if (!kind) throw new Error(`--kind is one of ${kinds.join(', ')}`)
/** After so many a new database is opened, because deleted rows make an old one slow. */
const perHouse = 250

const folder = mkdtempSync(join(tmpdir(), 'pulih-faults-'))
const server = await startEmbedded({ folder, throwAway: true })
const begun = performance.now()
const struck = new Map<string, number>()
let [next, played, failed, requests, transfers, unfinished] = [from, 0, 0, 0, 0, 0]
try {
  await Promise.all(Array.from({ length: lanes }, lane))
  say()
  console.log(Object.fromEntries([...struck].toSorted(([a], [b]) => (a < b ? -1 : 1))))
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed > 0 ? 1 : 0

function isMore(): boolean {
  return next < from + seeds && passed() < minutes * 60
}

async function lane(): Promise<void> {
  while (isMore()) {
    const house = await openHouse(server.url)
    for (let left = perHouse; left > 0 && isMore(); left--) count(await play(house, next++))
    await house.close()
  }
}

function play(house: House, seed: number): Promise<Report> {
  return kind === 'runs' ? playFaults(house, seed) : playPayouts(house, seed, kind as Exclude<Kind, 'runs'>)
}

function count(report: Report): void {
  played++
  requests += report.requests
  transfers += report.transfers
  unfinished += report.unfinished
  for (const [fault, times] of Object.entries(report.struck)) struck.set(fault, (struck.get(fault) ?? 0) + times)
  if (report.mistakes.length > 0)
    console.log(`seed ${report.seed} (failure ${++failed}):\n  ${report.mistakes.join('\n  ')}`)
  if (played % 250 === 0) say()
}

function passed(): number {
  return (performance.now() - begun) / 1_000
}

function say(): void {
  console.log(
    `${played} seeds of ${kind} from ${from}, ${failed} failed, ${requests} requests, ${transfers} transfers, ${unfinished} on their way, ${passed().toFixed(0)} s, ${(played / passed()).toFixed(1)} a second`,
  )
}
