import { addDays, parseDuration, type IsoDate } from '@pulih/kernel'
import type { Decision } from './decide.ts'
import type { Facts } from './facts.ts'
import type { Scheme, Settlement } from './vocabulary.ts'

/** How and until when a credit is settled. Dates are given where the facts fix them. */
export interface SettlementAnswer {
  readonly duty: 'automatic' | 'on-claim'
  readonly forms: Settlement['forms']
  readonly claimBy?: IsoDate
  readonly payBy?: IsoDate
  readonly payOn?: Settlement['payOn']
  readonly late?: Settlement['late']
}

export function settle(scheme: Scheme, decision: Decision, facts: Facts): SettlementAnswer {
  const { settlement } = scheme
  const claimBy = settlement.claimWithin && dateAfter(settlement.claimWithin, facts)
  const payBy = settlement.payWithin && dateAfter(settlement.payWithin, facts)
  return {
    duty: decision.automatic && decision.outcome === 'owed' ? 'automatic' : 'on-claim',
    forms: settlement.forms,
    ...(claimBy ? { claimBy } : {}),
    ...(payBy ? { payBy } : {}),
    ...(settlement.payOn ? { payOn: settlement.payOn } : {}),
    ...(settlement.late ? { late: settlement.late } : {}),
  }
}

/** The last day of a time limit counted in whole days from a day that the facts name; undefined if they do not. */
function dateAfter(
  { period, from }: { readonly period: string; readonly from: string },
  facts: Facts,
): IsoDate | undefined {
  const seconds = parseDuration(period)
  const start = anchor(from, facts)
  return seconds === null || start === undefined ? undefined : addDays(start, Math.floor(seconds / 86400))
}

function anchor(from: string, facts: Facts): IsoDate | undefined {
  switch (from) {
    case 'restoration': {
      const last = facts.interruptions.reduce((latest, { to }) => Math.max(latest, to), -Infinity)
      return last === -Infinity ? undefined : facts.days.dateAt(last)
    }
    case 'period-end':
      return facts.period ? addDays(facts.period.to, -1) : undefined
    case 'report': {
      const [first] = facts.reports
      return first === undefined ? undefined : facts.days.dateAt(first)
    }
    default:
      return undefined
  }
}
