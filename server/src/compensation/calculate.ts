import { mostOfCase } from '@pulih/contracts'
import { answerCase, checkCase, type Answer } from '@pulih/engine'
import { mistake, problem } from '../platform/index.ts'
import { rulebook } from './operator.ts'
import { ruleMistakes } from './rule-mistakes.ts'

/** Answers somebody's own question. It comes from anyone, so it is answered only as far as that is a matter of moments. */
export function calculateCase(question: unknown): Answer {
  const mistakes = checkCase(question, rulebook())
  if (mistakes.length > 0) throw problem('compensation.bad-case', {}, ruleMistakes(mistakes, '', 100))
  // The check has just found out that it is a case.
  if (secondsOf(question as { interruptions?: readonly Lasting[] }) > mostOfCase.days * 86_400)
    throw problem('compensation.bad-case', {}, [mistake('/interruptions', 'lasts-too-long', { days: mostOfCase.days })])
  return answerCase(question, rulebook())
}

interface Lasting {
  readonly from: string
  readonly to: string
}

function secondsOf({ interruptions = [] }: { readonly interruptions?: readonly Lasting[] }): number {
  return interruptions.reduce(
    (sum, { from, to }) => sum + Temporal.Instant.from(from).until(to).total({ unit: 'seconds' }),
    0,
  )
}
