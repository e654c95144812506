import type { Interval } from '@pulih/kernel'
import { figures, type Decision, type Figure, type HolidayCalendars, type Scheme } from '@pulih/engine'
import { Decider, onlyCuts, sameSight, sightOf, type SchemeDecisions, type Segment, type Sight } from './decisions.ts'
import type { Outage } from './outages.ts'
import { periodOf, type Period } from './period.ts'
import type { Signatures } from './signatures.ts'

/** One line of the exposure table per scheme is made from this. */
export interface Exposure {
  readonly signature: number
  readonly cycleDay: number
  readonly segment: number
  readonly secondsDown: number
}

export interface Decided {
  readonly exposures: readonly Exposure[]
  readonly exposureOf: Int32Array
  /** Exposure → line. */
  readonly lineOf: Int32Array
  readonly lines: readonly Line[]
  readonly distinct: readonly Decision[]
}

/**
 * What the amounts of an exposure follow from: for each figure one decision per scheme (-1 where it is not for the segment), and how
 * many bills there are, for a share of an average is another share for two bills than for three. Few lines serve very many exposures.
 */
export interface Line extends Readonly<Record<Figure, readonly number[]>> {
  readonly billCount: number
}

export interface ExposureQuestion {
  readonly schemes: readonly Scheme[]
  readonly holidays: HolidayCalendars
  readonly month: string
  readonly outages: readonly Outage[]
  readonly columns: readonly string[]
}

/** Decides every set of outages for every billing period and segment. */
export function decideExposures(
  question: ExposureQuestion,
  segments: readonly Segment[],
  signatures: Signatures,
): Decided {
  const { schemes, outages, month } = question
  const decider = new Decider(question.holidays)
  const cycleDays = question.columns.includes('cycle_day') ? Array.from({ length: 28 }, (_, index) => index + 1) : [1]
  const periods = cycleDays.map(day => periodOf(month, day))
  const bounds = segments.map(({ zone }) => periods.map(period => decider.bounds(zone, period)))
  const shareable = schemes.every(scheme => onlyCuts(scheme, `${month}-01`, `${month}-28`))
  const exposureOf = new Int32Array(signatures.sets.length * 28 * segments.length).fill(-1)
  const exposures: Exposure[] = []
  const lineOf: number[] = []
  const table = new LineTable()

  for (let signature = 1; signature < signatures.sets.length; signature++) {
    const hit = (signatures.sets[signature] as readonly number[]).map(index => outages[index] as Outage)
    for (let segmentIndex = 0; segmentIndex < segments.length; segmentIndex++) {
      const segment = segments[segmentIndex] as Segment
      const interruptions = hit
        .filter(outage => outage.kinds.length === 0 || outage.kinds.includes(segment.kind))
        .map(outage => outage.interruption)
      if (interruptions.length === 0) continue
      const merged = decider.merged(interruptions)
      // Periods come in order, so that those with one sight are neighbours.
      let sight: Sight | null = null
      let line = -1
      let secondsDown = 0
      for (let position = 0; position < periods.length; position++) {
        const next = sightOf(merged, bounds[segmentIndex]?.[position] as Interval)
        if (!shareable || sight === null || !sameSight(sight, next)) {
          const facts = decider.facts(interruptions, periods[position] as Period, segment)
          secondsDown = decider.secondsDown(facts)
          line = table.lineOf(
            segment.programs.map(programs => programs && decider.decide(programs, facts)),
            secondsDown,
            segment.billCount,
          )
        }
        sight = next
        if (line < 0) continue
        const cycleDay = cycleDays[position] as number
        exposureOf[(signature * 28 + cycleDay - 1) * segments.length + segmentIndex] = exposures.length
        exposures.push({ signature, cycleDay, segment: segmentIndex, secondsDown })
        lineOf.push(line)
      }
    }
  }
  if (exposures.length * schemes.length > 2 ** 27)
    throw new RangeError('there are too many different exposures for one run; name fewer schemes')
  return { exposures, exposureOf, lineOf: Int32Array.from(lineOf), lines: table.lines, distinct: table.distinct }
}

/** `[exposure * schemes + scheme]`: which decision an exposure has under a figure. */
export function decisionColumns(
  lineOf: Int32Array,
  lines: readonly Line[],
  schemes: number,
): Record<Figure, Int32Array> {
  const column = (figure: Figure) => {
    const all = new Int32Array(lineOf.length * schemes)
    lineOf.forEach((line, exposure) => all.set(lines[line]?.[figure] ?? [], exposure * schemes))
    return all
  }
  return { minimum: column('minimum'), recommended: column('recommended'), maximum: column('maximum') }
}

/** Numbers the different decisions and the different lines of them. */
class LineTable {
  readonly distinct: Decision[] = []
  readonly lines: Line[] = []
  readonly #numbers = new Map<Decision, number>()
  readonly #known = new Map<string, number>()

  /** -1 if a period has nothing to say: no time in it, and nothing owed for what ended in it. */
  lineOf(decisions: readonly SchemeDecisions[], secondsDown: number, billCount: number): number {
    const silent = () =>
      decisions.every(decision => decision === null || figures.every(figure => decision[figure].outcome === 'not-owed'))
    if (secondsDown === 0 && silent()) return -1
    const numbers = (figure: Figure) => decisions.map(decision => (decision ? this.#number(decision[figure]) : -1))
    const line: Line = {
      minimum: numbers('minimum'),
      recommended: numbers('recommended'),
      maximum: numbers('maximum'),
      billCount,
    }
    const key = `${line.minimum.join()} ${line.recommended.join()} ${line.maximum.join()} ${billCount}`
    let number = this.#known.get(key)
    if (number === undefined) this.#known.set(key, (number = this.lines.push(line) - 1))
    return number
  }

  #number(decision: Decision): number {
    let number = this.#numbers.get(decision)
    if (number === undefined) this.#numbers.set(decision, (number = this.distinct.push(decision) - 1))
    return number
  }
}
