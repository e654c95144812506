import { answerCase, UnknownVersion, type Answer, type Case, type Rulebook } from '@pulih/engine'
import { parseMinor } from '@pulih/kernel'
import { billingPeriodOf, periodsToChoose, type Period } from './billing-period.ts'
import type { Draft } from './draft.ts'
import { caseOf, type DraftMistake } from './draft-to-case.ts'

export type Outcome =
  { readonly question: Case; readonly answer: Answer } | { readonly mistakes: readonly DraftMistake[] }

/** From what was typed to the answer, or to what is still wrong. */
export function workOut(draft: Draft, rulebook: Rulebook): Outcome {
  const made = caseOf(draft, rulebook)
  if ('mistakes' in made) return made
  try {
    return { question: made.question, answer: answerCase(made.question, rulebook) }
  } catch (error) {
    if (!(error instanceof UnknownVersion)) throw error
    return { mistakes: [{ field: 'form', code: 'unknown-version' }] }
  }
}

export interface PeriodAnswer {
  readonly period: Period
  readonly recommended: string
  readonly isShown: boolean
}

/** What each billing period that is touched comes to; those that come to nothing only if one of them is on view. */
export function answersByPeriod(draft: Draft, rulebook: Rulebook): readonly PeriodAnswer[] {
  const shown = billingPeriodOf(draft)?.from
  return periodsToChoose(draft).flatMap(period => {
    const outcome = workOut({ ...draft, month: period.from.slice(0, 7) }, rulebook)
    if ('mistakes' in outcome) return []
    const isShown = period.from === shown
    const { recommended } = outcome.answer
    return isShown || /[1-9]/.test(recommended) ? [{ period, recommended, isShown }] : []
  })
}

/** The draft at the period that comes to most, unless somebody chose one: nobody should read "nothing" and leave a credit behind. */
export function atBestPeriod(draft: Draft, rulebook: Rulebook): Draft {
  if (draft.month !== '') return draft
  const value = ({ recommended }: PeriodAnswer) => parseMinor(recommended, draft.currency) ?? 0n
  const answers = answersByPeriod(draft, rulebook)
  const usual = answers.find(each => each.isShown)
  const best = answers.toSorted((a, b) => Number(value(b) > value(a)) - Number(value(a) > value(b)))[0]
  return best && usual && value(best) > value(usual) ? { ...draft, month: best.period.from.slice(0, 7) } : draft
}
