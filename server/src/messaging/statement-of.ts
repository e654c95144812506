import { languages, type Language } from '@pulih/kernel'
import type { Statement } from '@pulih/notices'
import type { Outage, PublicStatement } from '../outages/index.ts'
import type { Db, Tx } from '../platform/index.ts'

/** Whether those whom an outage hits have to ask for what follows from it, and by when: whoever asks by then asks in time, whatever it is. */
export interface Payment {
  readonly claim: 'none' | 'some' | 'all'
  readonly claimUntil: string | null
}

export type PaymentOf = (db: Db | Tx, outage: Outage) => Promise<Payment | null>

export interface Said {
  readonly outage: Outage
  /** What was said to everybody last; null: nothing so far. */
  readonly last: PublicStatement | null
  /** What follows for those who are hit; null: it is not known, and nothing is said of it. */
  readonly payment: Payment | null
  /** The public page of outages, without a slash at the end. */
  readonly pageUrl: string
  /** Of words whose language nobody noted. */
  readonly language: Language
  /** Where, as people there call it; empty: nothing is said of it. */
  readonly areaName?: string
}

/** What is said officially of an outage as things stand. */
export function statementOf({
  outage,
  last,
  payment,
  pageUrl,
  language,
  areaName = '',
}: Said): Omit<Statement, 'version'> {
  const { number, extent, planned, startedAt, restoredAt, etr, nextUpdateBy, publicCause } = outage
  return {
    number,
    extent,
    since: startedAt.toString(),
    until: planned ? (etr?.toString() ?? null) : null,
    restoredAt: restoredAt?.toString() ?? null,
    etr: planned ? null : (etr?.toString() ?? null),
    nextUpdateBy: nextUpdateBy?.toString() ?? null,
    area: areaName === '' ? {} : Object.fromEntries(languages.map(each => [each, areaName])),
    // The operator's public cause has one language, which is that in which he speaks where none is known.
    cause: publicCause === null ? {} : { [language]: publicCause },
    words: last === null ? {} : wordsOf(last, language),
    ...compensationOf(payment),
    url: `${pageUrl}/outages/${number}/`,
  }
}

/** Where a part has to be asked for the day is said as if it were all: whoever keeps to it loses nothing. */
function compensationOf(payment: Payment | null): Pick<Statement, 'claimUntil' | 'compensation'> {
  if (payment === null) return { compensation: null, claimUntil: null }
  const { claim, claimUntil } = payment
  if (claim === 'none' || claimUntil === null) return { compensation: 'automatic', claimUntil: null }
  return { compensation: 'claim', claimUntil }
}

function wordsOf({ text, data }: PublicStatement, otherwise: Language): Statement['words'] {
  const written = languages.find(each => each === data.language) ?? otherwise
  const others = languages.flatMap(language => {
    const words = data.translations?.[language]
    return words === undefined || words === '' ? [] : [[language, words] as const]
  })
  return { ...Object.fromEntries(others), [written]: text }
}
