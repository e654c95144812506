import type { Mistake } from '@pulih/kernel'
import { describeMistake, wordsFor } from '@pulih/phrases'
import type { RequestMistake } from '../platform/index.ts'

/** What the engine finds wrong with a scheme or a case, as an answer of the API says it; `at` is where the document stands in the request. */
export function ruleMistakes(mistakes: readonly Mistake[], at: string, most: number): RequestMistake[] {
  const english = wordsFor('en')
  return mistakes.slice(0, most).map(mistake => ({
    pointer: `${at}${mistake.pointer}`,
    message: describeMistake(english, mistake),
    code: `rule.${mistake.code}` as const,
    values: mistake.values,
  }))
}
