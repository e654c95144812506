import { useSay } from '../../ui/language.tsx'

const outcomes = [
  'owed',
  'not-owed',
  'right-without-amount',
  'undetermined',
  'goodwill',
  'not-law',
  'not-for-such-a-service',
] as const
const reasons = ['no-condition-met', 'nothing-to-count', 'parameter-not-set', 'holiday-unknown'] as const

/** Why a scheme gives nothing, in words. */
export function useOutcomeText(): (outcome: string, reason: string) => string {
  const say = useSay()
  return (outcome, reason) => {
    const because = reasons.find(each => each === reason)
    if (because !== undefined) return say(`run.reason.${because}`)
    const known = outcomes.find(each => each === outcome)
    return known === undefined ? outcome : say(`run.outcome.${known}`)
  }
}

const held = [
  'no-price-or-other-currency',
  'outage-open-again',
  'billing-cycle-changed',
  'reversed-by-hand',
  'evidence-session',
  'evidence-topology',
  'evidence-redundant',
  'evidence-list',
  'evidence-area',
  'evidence-contradicted',
] as const

/** Why somebody who was hit gets nothing by a run. */
export function useReasonText(): (reason: string) => string {
  const say = useSay()
  return reason => {
    const known = held.find(each => each === reason)
    return known === undefined ? reason : say(`run.held.${known}`)
  }
}

const steps = [
  'started',
  'recomputed',
  'computed',
  'reviewed',
  'approved',
  'approval-withdrawn',
  'posting',
  'resumed',
  'stopped',
  'posted',
  'cancelled',
  'settled',
  'failed',
  'facts-changed',
  'overtaken',
] as const

export function useStepText(): (kind: string) => string {
  const say = useSay()
  return kind => {
    const known = steps.find(each => each === kind)
    return known === undefined ? kind : say(`run.step.${known}`)
  }
}
