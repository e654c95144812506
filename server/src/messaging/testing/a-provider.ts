import type { HandOver, Outgoing, Provider } from '../adapters/index.ts'

export interface ScriptedProvider extends Provider {
  /** Everything that a person would have got, in its order; one key once where the provider knows keys. */
  readonly delivered: readonly Outgoing[]
  /** What is answered next; afterwards everything is accepted. */
  answer(...next: readonly HandOver['kind'][]): void
}

/** A provider that does what a test says. What it loses the answer of has arrived. */
export function aProvider(isIdempotent: boolean): ScriptedProvider {
  const delivered: Outgoing[] = []
  const script: HandOver['kind'][] = []
  const deliver = (message: Outgoing): void => {
    if (isIdempotent && delivered.some(({ key }) => key === message.key)) return
    delivered.push(message)
  }
  return {
    isIdempotent,
    delivered,
    answer: (...next) => void script.push(...next),
    handOver(message) {
      const kind = script.shift() ?? 'accepted'
      if (kind === 'accepted' || kind === 'lost') deliver(message)
      return Promise.resolve(answers[kind])
    },
    close: () => Promise.resolve(),
  }
}

const answers: Readonly<Record<HandOver['kind'], HandOver>> = {
  accepted: { kind: 'accepted', id: null },
  refused: { kind: 'refused', isFinal: false, reason: 'busy' },
  throttled: { kind: 'throttled', seconds: 20, reason: 'slower' },
  lost: { kind: 'lost', reason: 'the line broke' },
}
