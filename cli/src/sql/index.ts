import { dialects, NothingToPrint, schemeSql, type Dialect } from '@pulih/batch'
import type { Rulebook } from '@pulih/engine'
import { loadRulebook } from '@pulih/rulebooks'
import { nearest } from '../problems.ts'

export interface SqlQuestion {
  readonly scheme: string
  readonly dialect: string
  /** For schemes that fix nothing in money. */
  readonly currency?: string
  readonly timeZone?: string
  /** Other rules than those that come with Pulih. */
  readonly rulebook?: Rulebook
}

export interface SqlResult {
  readonly text: string
  readonly exitCode: 0 | 2
}

/** `pulih sql --scheme <id> --dialect <dialect>`: the batch step of one scheme, for the database that a carrier already has. */
export function sqlCommand(question: SqlQuestion): SqlResult {
  const rulebook = question.rulebook ?? loadRulebook()
  const dialect = dialects.find(known => known === question.dialect)
  if (dialect === undefined)
    return refusal(`There is no dialect "${question.dialect}". There are: ${dialects.join(', ')}.`)
  const scheme = rulebook.schemes.get(question.scheme)
  if (!scheme) return refusal(unknownScheme(question.scheme, [...rulebook.schemes.keys()]))
  const currency = scheme.currency ?? question.currency
  if (currency === undefined)
    return refusal(
      `${scheme.id} fixes nothing in money, so that it can be printed for any currency: name one with --currency.`,
    )
  return print({ scheme, holidays: rulebook.holidays, currency, timeZone: question.timeZone ?? 'UTC' }, dialect)
}

function print(question: Omit<Parameters<typeof schemeSql>[0], 'dialect'>, dialect: Dialect): SqlResult {
  try {
    return { text: schemeSql({ ...question, dialect }), exitCode: 0 }
  } catch (error) {
    if (!(error instanceof NothingToPrint)) throw error
    return refusal(
      `${error.message}, so there is nothing to print. It gives a right without an amount, or its amount needs facts that a file of services does not have: when the customer reported, an appointment, a promised day. Ask \`pulih explain\` about single cases; \`pulih rules ${question.scheme.id}\` shows what it needs.`,
    )
  }
}

function unknownScheme(id: string, known: readonly string[]): string {
  const near = nearest(id, known)
  return `There is no scheme "${id}". ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`pulih rules` lists them all.'}`
}

function refusal(message: string): SqlResult {
  return { text: `${message}\n`, exitCode: 2 }
}
