import { readFileSync } from 'node:fs'
import { answerCase, Rulebook, type Answer, type Scheme } from '@pulih/engine'
import { loadRulebook } from '@pulih/rulebooks'

export interface GivenCase {
  readonly schemes: readonly string[]
  readonly from: string
  readonly to: string
  readonly period: readonly [from: string, to: string]
  readonly jurisdiction?: string
  readonly fee?: string
  readonly currency?: string
  readonly timeZone?: string
}

/** A promise out of the collection of policies, as an operator would put it into his settings. */
export function policy(name: string): Scheme {
  return JSON.parse(
    readFileSync(new URL(`../../../rulebooks/policies/${name}.json`, import.meta.url), 'utf8'),
  ) as Scheme
}

/** The engine's answer to one case: what a run over the same facts has to give. */
export function decision(given: GivenCase, policies: readonly Scheme[] = []): Answer {
  const {
    schemes,
    from,
    to,
    period,
    jurisdiction = 'PL',
    fee = '60.00',
    currency = 'PLN',
    timeZone = 'Europe/Warsaw',
  } = given
  const book = loadRulebook()
  const question = {
    case: 'a story',
    jurisdiction,
    schemes,
    subscriber: { type: 'consumer', payment: 'postpaid' },
    service: { kind: 'internet', timeZone, monthlyFee: fee, currency },
    billingPeriod: { from: period[0], to: period[1] },
    interruptions: [{ from, to, extent: 'total', cause: 'fibre-cut' }],
  }
  return answerCase(question, Rulebook.trusted([...book.schemes.values(), ...policies], book.holidays.list()))
}

/** What each scheme gives in it, where it gives anything. */
export function givenBy(answer: Answer): Record<string, string> {
  return Object.fromEntries(
    answer.lines
      .filter(({ reading, amount }) => reading === 'recommended' && Number(amount) > 0)
      .map(({ scheme, amount }) => [scheme, amount]),
  )
}
