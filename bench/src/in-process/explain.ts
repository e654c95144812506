/**
 * Single decisions with all their steps written down: every scheme named below for 12,000 different exposures of the workload. And
 * what the full run stored for the explanations of its credits: the exposure table and the column that points into it.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { addMonths, LocalDays } from '@pulih/kernel'
import { HolidayCalendars, SchemeProgram, type Facts, type Interruption, type Scheme, type Step } from '@pulih/engine'
import { jurisdictionFolders, loadCalendars, readJson, schemeFiles } from '@pulih/rulebooks'
import { median } from '../measure/statistics.ts'
import { buildNetwork } from '../workload/network.ts'
import { buildOutages } from '../workload/outages.ts'
import { benchSchemes, inProcessArguments } from './world.ts'

const wanted = 12_000
const statutes = ['pl/pke-377-3', 'nl/telecommunicatiewet-7.1a', 'cz/act-127-2005-64-12']

const programs = [...benchSchemes(), ...schemesNamed(statutes)].map(
  scheme => new SchemeProgram(scheme, scheme.currency ?? 'PLN'),
)
const exposures = differentExposures(new HolidayCalendars(loadCalendars()))
const times: number[] = []
let steps = 0
for (const measured of [false, true]) {
  for (const facts of measured ? exposures : exposures.slice(0, 1_000)) {
    for (const program of programs) {
      const trace: Step[] = []
      const began = performance.now()
      program.decide(facts, trace)
      const took = performance.now() - began
      if (!measured) continue
      times.push(took / 1000)
      steps += trace.length
    }
  }
}
const { credits } = inProcessArguments()
console.log(
  JSON.stringify({
    decisions: times.length,
    seconds: median(times) * times.length,
    meanSeconds: times.reduce((sum, time) => sum + time, 0) / times.length,
    stepsPerDecision: steps / times.length,
    ...(credits === '' ? {} : { bytesPerCredit: storedPerCredit(credits) }),
  }),
)

function schemesNamed(ids: readonly string[]): Scheme[] {
  const all = jurisdictionFolders().flatMap(folder => schemeFiles(folder).map(file => readJson(file) as Scheme))
  return all.filter(({ id }) => ids.includes(id))
}

/** Sets of outages above one element, seen from one of the 28 billing periods. */
function differentExposures(holidays: HolidayCalendars): Facts[] {
  const network = buildNetwork()
  const interruptionsOf = new Map<string, Interruption[]>()
  for (const { start, end, elements } of buildOutages(network)) {
    const interruption: Interruption = {
      ...{ from: start, to: end, extent: 'total', cause: 'network-fault', planned: false, noticeSeconds: null },
      ...{ knownAt: null, subscribersHit: null, sitesHit: null, deliveredTenThousandths: 0 },
    }
    for (const element of elements)
      interruptionsOf.set(element, [...(interruptionsOf.get(element) ?? []), interruption])
  }
  const days = new LocalDays('Europe/Warsaw')
  const sets = new Map<string, Interruption[]>()
  for (const leaf of network.leaves) {
    const hit: Interruption[] = []
    for (let element = leaf; element !== ''; element = network.parentOf.get(element) ?? '')
      hit.push(...(interruptionsOf.get(element) ?? []))
    if (hit.length > 0) sets.set(hit.map(({ from, to }) => `${from}-${to}`).join(), hit)
  }
  const found: Facts[] = []
  for (const interruptions of sets.values()) {
    for (let day = 1; day <= 28 && found.length < wanted; day++) {
      const from = `2025-10-${String(day).padStart(2, '0')}` as const
      const period = { from, to: addMonths(from, 1) }
      found.push({
        days,
        holidays,
        region: null,
        period,
        interruptions,
        reports: [],
        appointments: [],
        activation: null,
        since: null,
        allServicesDown: null,
      })
    }
  }
  if (found.length < 10_000) throw new Error(`only ${found.length} different exposures`)
  return found
}

function storedPerCredit(path: string): number {
  const file = openSync(path, 'r')
  const block = Buffer.allocUnsafe(1 << 20)
  let [lines, column, bytes] = [0, 0, 0]
  for (let filled = readSync(file, block); filled > 0; filled = readSync(file, block)) {
    for (let at = 0; at < filled; at++) {
      const byte = block[at]
      if (byte === 10) {
        lines++
        column = 0
      } else if (byte === 44) column++
      // The third column; its comma, too, is there for the explanation.
      if (column === 2) bytes++
    }
  }
  closeSync(file)
  return (statSync(join(dirname(path), 'exposures.csv')).size + bytes) / (lines - 1)
}
