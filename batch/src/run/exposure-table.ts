import { closeSync, openSync, writeSync } from 'node:fs'
import { formatRatio, ratio } from '@pulih/kernel'
import { describeFormula, figures, type Decision, type Figure } from '@pulih/engine'
import { LineBuffer } from '../own/line-buffer.ts'
import type { Planned } from '../planning/make-plan.ts'
import type { RunResult } from '../result.ts'

export const exposureHeader =
  'exposure,scheme,services,outages,period_from,period_to,seconds_down,outcome,reason,formula_minimum,formula_recommended,formula_maximum,benefits\n'

/** Text is handed to the file in pieces of about this many characters, so that memory stays flat. */
const pieceLength = 1 << 20

/**
 * Writes one line for each exposure and scheme that any service has. A credit names its exposure, and this line tells the rest, so
 * that no explanation is stored twice. Behind the lines of rows with facts of their own, if the file is begun with these.
 */
export function writeExposureTable(
  file: string,
  planned: Planned,
  result: Pick<RunResult, 'exposureSchemeServices'>,
  isBegun = false,
): number {
  const { schemes, exposures, plan } = planned
  const text = tableTexts(planned)
  const descriptor = openSync(file, isBegun ? 'a' : 'w')
  const waiting = new LineBuffer()
  let lines = 0
  const flush = (): void => {
    for (let bytes = waiting.take(); bytes.length > 0;) bytes = bytes.subarray(writeSync(descriptor, bytes))
  }
  try {
    if (!isBegun) waiting.add(Buffer.from(exposureHeader))
    for (const [exposure, { signature, cycleDay, secondsDown }] of exposures.entries()) {
      for (let scheme = 0; scheme < schemes.length; scheme++) {
        const services = result.exposureSchemeServices[exposure * plan.schemes.length + scheme] ?? 0
        const end = services === 0 ? null : text.end(exposure, scheme)
        if (!end) continue
        waiting.addNumber(exposure)
        waiting.add(text.schemes[scheme] ?? nothing)
        waiting.addNumber(services)
        waiting.add(text.outages[signature] ?? nothing)
        waiting.add(text.periods[cycleDay] ?? nothing)
        waiting.addNumber(secondsDown)
        waiting.add(end)
        lines++
      }
      if (waiting.length > pieceLength) flush()
    }
    flush()
  } finally {
    closeSync(descriptor)
  }
  return lines
}

const nothing = new Uint8Array(0)

/** What the lines are put together from, commas included: each text is made once and copied a hundred thousand times. */
function tableTexts(planned: Planned): {
  readonly schemes: readonly Uint8Array[]
  readonly outages: readonly Uint8Array[]
  readonly periods: readonly Uint8Array[]
  /** The columns from the outcome on; null where the scheme is not for the segment. */
  readonly end: (exposure: number, scheme: number) => Uint8Array | null
} {
  const { schemes, decisions, distinct, plan, signatures, outages } = planned
  const described = distinct.map(describe)
  const ends: (Uint8Array | undefined)[] = []
  return {
    schemes: schemes.map(({ id }) => Buffer.from(`,${id},`)),
    outages: signatures.sets.map(set => Buffer.from(`,${set.map(index => outages[index]?.id ?? '').join('|')}`)),
    periods: Array.from({ length: 29 }, (_, day) =>
      day === 0 ? nothing : Buffer.from(`,${planned.periodOf(day).from},${planned.periodOf(day).to},`),
    ),
    end(exposure, scheme) {
      const at = exposure * schemes.length + scheme
      const recommended = described[decisions.recommended[at] ?? -1]
      if (!recommended) return null
      const key = (plan.lineOf[exposure] ?? 0) * schemes.length + scheme
      return (ends[key] ??= Buffer.from(
        `,${columnsOf(
          recommended,
          figures.map(figure => described[decisions[figure][at] ?? -1]?.formula ?? ''),
        )}\n`,
      ))
    },
  }
}

/** The columns of a line from the outcome on, for a decision that no other line shares. */
export function describedColumns(decisions: Readonly<Record<Figure, Decision>>): string {
  return columnsOf(
    describe(decisions.recommended),
    figures.map(figure => describe(decisions[figure]).formula),
  )
}

function columnsOf({ outcome, reason, benefits }: Described, formulas: readonly string[]): string {
  return [outcome, reason, ...formulas, benefits].join(',')
}

interface Described {
  readonly outcome: string
  readonly reason: string
  readonly formula: string
  readonly benefits: string
}

function describe(decision: Decision): Described {
  const formula = describeFormula(decision.formula)
  const benefits = decision.benefits
    .map(
      ({ benefit, hundredths }) =>
        `${formatRatio(ratio(hundredths.numerator, hundredths.denominator * 100n))} ${benefit.unit} ${benefit.kind}`,
    )
    .join('; ')
  return {
    outcome: decision.outcome,
    reason: decision.unset ? `${decision.reason}: ${decision.unset}` : (decision.reason ?? ''),
    formula: formula.includes(',') ? `"${formula}"` : formula,
    benefits: benefits.includes(',') ? `"${benefits}"` : benefits,
  }
}
