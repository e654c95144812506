/**
 * One outage corrected, as a server does it that keeps the run in memory: the end of an outage moves by half an hour. Each of 25
 * outages is corrected by itself; beside it the full run in the same process. The correction that changes most is checked: the old
 * credits and the corrections must come to what a full run gives with the corrected outage.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assessFiles, correctRun, prepareRun, readOutages, type Outage } from '@pulih/batch'
import { fingerprint } from '../measure/fingerprint.ts'
import { median } from '../measure/statistics.ts'
import { buildNetwork } from '../workload/network.ts'
import { buildOutages, outagesCsv } from '../workload/outages.ts'
import { benchRequest, inProcessArguments } from './world.ts'

const halfAnHour = 1_800
const corrected = 25
/** A server has done this before; so have we when the clock starts. */
const unmeasured = 3

const given = inProcessArguments()
const folder = join(given.folder, 'correction')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const request = benchRequest(given, given.outages, join(folder, 'run', 'credits.csv'))
await assessFiles(request, () => '')
const fullSeconds = await timed(() => assessFiles(request, () => ''))
const { outages } = await readOutages(given.outages)
const run = await prepareRun({ request, folder: join(folder, 'run') }, `${given.services}.snapshot`)

const step = Math.floor(outages.length / corrected)
const seconds: number[] = []
let most = { position: -1, services: -1 }
for (let turn = -unmeasured; turn < corrected; turn++) {
  const position = turn < 0 ? outages.length + turn * step + 1 : turn * step
  const list = outages.map((outage, index) => (index === position ? prolonged(outage) : outage))
  let services = 0
  const took = await timed(async () => (services = (await correctRun(run, list, folder)).services.corrected))
  if (turn < 0) continue
  seconds.push(took)
  if (services > most.services) most = { position, services }
}
await check(most.position)
console.log(
  JSON.stringify({
    seconds: median(seconds),
    slowestSeconds: Math.max(...seconds),
    fullSeconds,
    servicesCorrected: most.services,
  }),
)
rmSync(folder, { recursive: true })

function prolonged(outage: Outage): Outage {
  return { ...outage, interruption: { ...outage.interruption, to: outage.interruption.to + halfAnHour } }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

async function check(position: number): Promise<void> {
  await correctRun(
    run,
    outages.map((outage, index) => (index === position ? prolonged(outage) : outage)),
    folder,
  )
  const file = join(folder, 'outages.csv')
  writeFileSync(
    file,
    outagesCsv(
      buildOutages(buildNetwork()).map((outage, index) =>
        index === position ? { ...outage, end: outage.end + halfAnHour } : outage,
      ),
    ),
  )
  const again = benchRequest(given, file, join(folder, 'again', 'credits.csv'))
  await assessFiles(again, () => '')

  const [was, is] = [join(folder, 'was.csv'), join(folder, 'is.csv')]
  const lines = readFileSync(join(folder, 'corrections.csv'), 'utf8')
    .split('\n')
    .slice(1, -1)
    .map(line => line.split(','))
  const side = (amount: number) =>
    [
      'service,scheme,recommended',
      ...lines
        .filter(fields => Number(fields[amount]) > 0)
        .map(fields => `${fields[0]},${fields[1]},${fields[amount]}`),
      '',
    ].join('\n')
  writeFileSync(was, side(5))
  writeFileSync(is, side(8))
  const [before, minus, plus, after] = [request.out, was, is, again.out].map(path => fingerprint(path)) as [
    Print,
    Print,
    Print,
    Print,
  ]
  const expected = [0, 8].map(lane => (laneOf(before, lane) - laneOf(minus, lane) + laneOf(plus, lane)) >>> 0)
  const found = [0, 8].map(lane => laneOf(after, lane) >>> 0)
  if (expected.join() !== found.join() || before.credits - minus.credits + plus.credits !== after.credits) {
    throw new Error(`correcting ${outages[position]?.id ?? ''} does not give what a full run gives`)
  }
}

type Print = ReturnType<typeof fingerprint>

/** The hash is a sum over the lines, so that lines can be taken out of it and put in. */
function laneOf({ hash }: Print, from: number): number {
  return Number.parseInt(hash.slice(from, from + 8), 16)
}
