import type { Level } from './headline.ts'

type Days = readonly (number | null)[]

/** The mean of the days that are known; null where none is. */
export function availabilityOf(days: Days): number | null {
  const known = days.filter(day => day !== null)
  return known.length === 0 ? null : known.reduce((sum, day) => sum + day, 0) / known.length
}

/** Sums of shares are off in the last binary digits: a promise that was just kept must not be called broken for that. */
export function keeps(availability: number, promise: number): boolean {
  return availability >= promise - 1e-9
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

export function levelOfDay(share: number | null, { worse, part }: Bounds): Level {
  if (share === null) return 'none'
  if (share >= 1) return 'fine'
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
  for (const [index, share] of days.entries()) {
    const level = levelOfDay(share, bounds)
    const last = runs.at(-1)
    if (last?.level === level) last.length += 1
    else runs.push({ level, from: index, length: 1 })
  }
  return runs
}
