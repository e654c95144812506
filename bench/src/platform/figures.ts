import { loadavg } from 'node:os'
import type { Machine } from '../measure/machine.ts'
import type { Statement } from './statements.ts'

/** One promise and what came of it. Without a goal it only explains another one. */
export interface Figure {
  readonly name: string
  readonly goal: string
  readonly reached: string
  readonly met: boolean | null
}

export interface Phase {
  readonly name: string
  readonly seconds: number
  /** Processor seconds of Pulih's process; null where the system does not tell. */
  readonly cpuSeconds: number | null
  readonly loadBefore: number
  readonly statements: readonly Statement[]
}

export interface PlatformReport {
  readonly services: number
  readonly machine: Machine
  readonly database: string
  readonly figures: readonly Figure[]
  readonly phases: readonly Phase[]
}

export function atMost(name: string, limit: number, value: number, unit: string): Figure {
  return { name, goal: `≤ ${limit} ${unit}`, reached: `${shown(value)} ${unit}`, met: value <= limit }
}

export function atLeast(name: string, limit: number, value: number, unit: string): Figure {
  return {
    name,
    goal: `≥ ${limit.toLocaleString('en')} ${unit}`,
    reached: `${shown(value)} ${unit}`,
    met: value >= limit,
  }
}

export function holds(name: string, goal: string, reached: string, met: boolean): Figure {
  return { name, goal, reached, met }
}

export function noted(name: string, value: number, unit: string): Figure {
  return { name, goal: '', reached: `${shown(value)} ${unit}`, met: null }
}

export function toTable(
  { services, machine, database, figures, phases }: PlatformReport,
  title = 'The platform, measured',
): string {
  const busiest = Math.max(...phases.map(({ loadBefore }) => loadBefore))
  return [
    `# ${title}`,
    '',
    `${services.toLocaleString('en')} services. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}, Node ${machine.versions['node'] ?? '?'}, ${database}.`,
    `Load average before the phases: ${phases.map(({ loadBefore }) => loadBefore.toFixed(1)).join(', ')}${busiest > machine.cores ? '. **Busy with other work: the seconds are those of a part of this machine.**' : ''}`,
    '',
    '| Figure | Goal | Reached | |',
    '|---|---|---|---|',
    ...figures.map(
      ({ name, goal, reached, met }) =>
        `| ${name} | ${goal} | ${reached} | ${met === null ? '' : met ? 'met' : '**missed**'} |`,
    ),
    '',
    ...phases.flatMap(phaseLines),
  ].join('\n')
}

export function loadNow(): number {
  return loadavg()[0] ?? 0
}

function phaseLines({ name, seconds, cpuSeconds, statements }: Phase): string[] {
  const cpu = cpuSeconds === null ? '' : `, ${cpuSeconds.toFixed(1)} s of processor in Pulih's process`
  return [
    `**${name}**: ${seconds.toFixed(1)} s${cpu}. Slowest in the database:`,
    '',
    ...statements.map(
      statement =>
        `- ${statement.seconds.toFixed(2)} s in ${statement.calls.toLocaleString('en')} calls: \`${statement.text.replaceAll('`', "'")}\``,
    ),
    '',
  ]
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
}
