import { answerCase, UnknownVersion, type Answer, type Case, type Rulebook } from '@pulih/engine'
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
