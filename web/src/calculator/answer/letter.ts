import type { Case } from '@pulih/engine'
import type { Speech } from '../page/context.ts'
import type { AnswerView } from './answer-view.ts'

/** A letter to the provider with the facts, the rules and the amounts. */
export function letterOf({ say, words }: Speech, question: Case, view: AnswerView): string {
  const zone = question.service?.timeZone ?? 'UTC'
  const clock = (instant: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString()
  const facts = (question.interruptions ?? []).map(({ from, to }) =>
    say('letter.fact', {
      when: words.between(clock(from), clock(to)),
      length: words.duration(Temporal.Instant.from(to).since(Temporal.Instant.from(from)).total('seconds')),
    }),
  )
  const rules = view.schemes
    .filter(scheme => scheme.tone === 'owed' || (scheme.tone === 'open' && scheme.amount === null && scheme.settlement))
    .map(scheme =>
      say(scheme.amount === null ? 'letter.right' : 'letter.rule', {
        amount: scheme.amount ?? '',
        title: scheme.title,
        source: scheme.sources[0]?.cite ?? scheme.id,
      }),
    )
  return [
    say('letter.subject'),
    say('letter.customer'),
    '',
    say('letter.greeting'),
    '',
    ...(facts.length > 0
      ? [say('letter.facts', { kind: words.word('kind', question.service?.kind ?? 'internet') }), ...facts, '']
      : []),
    say('letter.rules'),
    ...rules,
    '',
    say('letter.end'),
    '',
    say('letter.regards'),
  ].join('\n')
}
