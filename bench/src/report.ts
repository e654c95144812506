import type { Case } from './cases.ts'
import type { Goal, Measurements } from './goals.ts'
import type { Machine } from './measure/machine.ts'
import { median } from './measure/statistics.ts'
import { postgresWays } from './postgres-rounds.ts'
import { shown } from './rounds.ts'

export interface Report {
  readonly machine: Machine
  readonly rounds: number
  readonly cases: readonly Case[]
  readonly measurements: Measurements
  readonly goals: readonly Goal[]
}

export function toMarkdown({ machine, rounds, cases, measurements, goals }: Report): string {
  const { rows, postgres } = measurements
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`)
  const lines = [
    '# Benchmark results',
    '',
    `${rows.toLocaleString('en')} services. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}.`,
    `${versions.join(', ')}.`,
    `Medians of ${rounds} interleaved rounds after a warm-up round; whole processes, page cache warm. Ratios are medians of the ratios`,
    'within a round. Rule engines: the decision alone, measured on a sample and extrapolated to all services.',
    '',
    '| Goal | Target | Reached | |',
    '|---|---|---|---|',
    ...goals.map(goal => `| ${goal.name} | ${goal.target} | ${reached(goal)} | ${verdict(goal)} |`),
    '',
    '| Run | Seconds | Fastest–slowest | CPU s | Peak MB | Credits |',
    '|---|---|---|---|---|---|',
    ...cases.map(one => caseLine(one, measurements)),
    ...Object.entries(postgresWays).map(([way, title]) => `| ${title} | ${spread(postgres.get(way) ?? [])} | | | |`),
    '',
  ]
  return lines.join('\n')
}

export function toJson({ machine, rounds, measurements, goals }: Report): string {
  const { rows, cases, postgres } = measurements
  const content = {
    machine,
    rows,
    rounds,
    goals,
    cases: Object.fromEntries(cases),
    postgres: Object.fromEntries(postgres),
  }
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)
}

function caseLine(one: Case, { cases }: Measurements): string {
  const measured = cases.get(one.id)
  if (!measured) return `| ${one.title} | absent | | | | |`
  const { samples, result } = measured
  const seconds = spread(samples.map(sample => sample.seconds))
  // The processor time of a process that measures a part of what it does says nothing about that part.
  const cpu = one.tells ? '' : median(samples.map(sample => sample.cpuSeconds)).toFixed(2)
  const peak = (median(samples.map(sample => sample.peakBytes)) / 1e6).toFixed(0)
  return `| ${one.title} | ${seconds} | ${cpu} | ${peak} | ${result?.credits.toLocaleString('en') ?? ''} |`
}

function spread(seconds: readonly number[]): string {
  if (seconds.length === 0) return 'absent | '
  return `${shown(median(seconds))} | ${shown(Math.min(...seconds))}–${shown(Math.max(...seconds))}`
}

function reached({ reached: value, unit }: Goal): string {
  return value === null ? 'absent' : `${Number(value.toPrecision(3))} ${unit}`
}

function verdict({ met }: Goal): string {
  return met === null ? '' : met ? 'met' : '**missed**'
}
