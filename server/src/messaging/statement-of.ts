import { languages, type Language } from '@pulih/kernel'
import type { Statement } from '@pulih/notices'
import type { Outage, PublicStatement } from '../outages/index.ts'

export interface Said {
  readonly outage: Outage
  /** What was said to everybody last; null: nothing so far. */
  readonly last: PublicStatement | null
  /** The public page of outages, without a slash at the end. */
  readonly pageUrl: string
  /** Of words whose language nobody noted. */
  readonly language: Language
  /** Where, as people there call it; empty: nothing is said of it. */
  readonly areaName?: string
}

/** What is said officially of an outage as things stand. */
export function statementOf({ outage, last, pageUrl, language, areaName = '' }: Said): Omit<Statement, 'version'> {
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
    compensation: null,
    claimUntil: null,
    url: `${pageUrl}/outages/${number}/`,
  }
}

function wordsOf({ text, data }: PublicStatement, otherwise: Language): Statement['words'] {
  const written = languages.find(each => each === data.language) ?? otherwise
  const others = languages.flatMap(language => {
    const words = data.translations?.[language]
    return words === undefined || words === '' ? [] : [[language, words] as const]
  })
  return { ...Object.fromEntries(others), [written]: text }
}
