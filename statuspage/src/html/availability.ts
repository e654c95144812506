import type { Day } from '../picture.ts'
import type { Level } from './headline.ts'

type Days = readonly (Day | null)[]

/** What was owed and what was missing on the days that are known; null where none is. */
export function availabilityOf(days: Days): Day | null {
  const known = days.filter(day => day !== null)
  if (known.length === 0) return null
  return {
    owed: known.reduce((sum, { owed }) => sum + owed, 0),
    lost: known.reduce((sum, { lost }) => sum + lost, 0),
  }
}

/** Of a day on which nothing is owed yet, nothing is missing. */
export function shareOf({ owed, lost }: Day): number {
  return owed === 0 ? 1 : Math.max(0, (owed - lost) / owed)
}

/** Sums are off in the last binary digits: a promise that was just kept must not be called broken for that. */
export function keeps(day: Day, promise: number): boolean {
  return shareOf(day) >= promise - 1e-12
}

/** From which share on a day is of which level. The first after `fine` is what is promised. */
export interface Bounds {
  readonly worse: number
  readonly part: number
}

const promiseOfNobody = 0.995
const muchLess = 0.95

export function boundsFor(promise: string | null): Bounds {
  const promised = Number(promise ?? promiseOfNobody)
  return { worse: promised, part: Math.min(promised, muchLess) }
}

export function levelOfDay(day: Day | null, { worse, part }: Bounds): Level {
  if (day === null) return 'none'
  // However little it was: only a day without any loss is told as one.
  if (day.lost === 0) return 'fine'
  const share = shareOf(day)
  if (share >= worse) return 'worse'
  return share >= part ? 'part' : 'down'
}

/** Days of one level that follow each other. */
export interface Run {
  readonly level: Level
  readonly from: number
  readonly length: number
}

export function runsOf(days: Days, bounds: Bounds): readonly Run[] {
  const runs: { level: Level; from: number; length: number }[] = []
  for (const [index, day] of days.entries()) {
    const level = levelOfDay(day, bounds)
    const last = runs.at(-1)
    if (last?.level === level) last.length += 1
    else runs.push({ level, from: index, length: 1 })
  }
  return runs
}
