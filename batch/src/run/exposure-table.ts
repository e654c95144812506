import { closeSync, openSync, writeSync } from 'node:fs'
import { formatRatio, ratio } from '@pulih/kernel'
import { describeFormula, figures, type Decision, type Figure } from '@pulih/engine'
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
  const { schemes, exposures, decisions, distinct, plan } = planned
  const described = distinct.map(describe)
  const outagesOf = planned.signatures.sets.map(set => set.map(index => planned.outages[index]?.id ?? '').join('|'))
  const periods = Array.from({ length: 29 }, (_, day) =>
    day === 0 ? '' : `${planned.periodOf(day).from},${planned.periodOf(day).to}`,
  )
  const descriptor = openSync(file, isBegun ? 'a' : 'w')
  let lines = 0
  try {
    let text = isBegun ? '' : exposureHeader
    exposures.forEach(({ signature, cycleDay, secondsDown }, exposure) => {
      schemes.forEach((scheme, index) => {
        const services = result.exposureSchemeServices[exposure * plan.schemes.length + index] ?? 0
        const decision = decisions.recommended[exposure * schemes.length + index] as number
        if (services === 0 || decision < 0) return
        const at = (figure: Figure) =>
          described[decisions[figure][exposure * schemes.length + index] as number]?.formula ?? ''
        const { outcome, reason, benefits } = described[decision] as Described
        text += `${exposure},${scheme.id},${services},${outagesOf[signature]},${periods[cycleDay]},${secondsDown},${outcome},${reason},${at('minimum')},${at('recommended')},${at('maximum')},${benefits}\n`
        lines++
      })
      if (text.length > pieceLength) {
        writeSync(descriptor, text)
        text = ''
      }
    })
    writeSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
  return lines
}

/** The columns of a line from the outcome on, for a decision that no other line shares. */
export function describedColumns(decisions: Readonly<Record<Figure, Decision>>): string {
  const { outcome, reason, benefits } = describe(decisions.recommended)
  return [outcome, reason, ...figures.map(figure => describe(decisions[figure]).formula), benefits].join(',')
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
