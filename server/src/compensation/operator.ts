import { Type, type Static } from 'typebox'
import { oneOf } from '@pulih/contracts'
import { currencyDigits, isCurrency, isTimeZone, parseMinor } from '@pulih/kernel'
import { checkScheme, checkSettings, checkVersions, figures, type Rulebook, type Scheme } from '@pulih/engine'
import { createHash } from 'node:crypto'
import { loadRulebook } from '@pulih/rulebooks'
import { defineSetting, problem, readSetting, type Db, type RequestMistake, type Tx } from '../platform/index.ts'
import { ruleMistakes } from './rule-mistakes.ts'
import { operatorZone } from '../outages/index.ts'
import type { RunQuestion } from './run.ts'

const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const amount = Type.String({ pattern: '^\\d{1,15}(\\.\\d{1,4})?$' })

const operatorSchema = Type.Object(
  {
    jurisdiction: Type.String({ pattern: '^[A-Z]{2}$' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    timeZone: text(60),
    figure: oneOf(figures),
    designated: Type.Boolean(),
    signatoryOf: Type.Array(text(100), { maxItems: 50 }),
    parameters: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 100 }), { maxProperties: 200 }),
    schemes: Type.Union([Type.Array(text(200), { maxItems: 31 }), Type.Null()]),
    policies: Type.Array(Type.Unknown(), { maxItems: 31 }),
    secondPersonAbove: amount,
    budget: Type.Union([amount, Type.Null()]),
  },
  { additionalProperties: false },
)

/** Who the operator is to the law, and what he promised. */
export const operatorSetting = defineSetting({
  name: operatorZone.name,
  says: 'Jurisdiction, currency, designations, promises of your own, and above which sum a second person approves.',
  schema: operatorSchema,
  otherwise: {
    jurisdiction: 'PL',
    currency: 'PLN',
    timeZone: operatorZone.otherwise.timeZone,
    figure: 'recommended',
    designated: false,
    signatoryOf: [],
    parameters: {},
    schemes: null,
    policies: [],
    secondPersonAbove: '0',
    budget: null,
  },
  check: value => {
    termsFrom(value)
    // Just checked.
    checkTogether(value.policies as Scheme[])
  },
})

/**
 * Policies of one id would hide each other, and versions that hold on the same day would both pay. Asked of what is saved only: a run
 * is not stopped by what an older Pulih took.
 */
function checkTogether(policies: readonly Scheme[]): void {
  const ids = policies.map(({ id }) => id)
  const mistakes = policies.flatMap((policy, index) => {
    const second = ids.indexOf(policy.id) !== index
    const duplicate = { pointer: '/id', code: 'duplicate', values: { found: policy.id } }
    return ruleMistakes([...(second ? [duplicate] : []), ...checkVersions(policy, policies)], `/policies/${index}`, 20)
  })
  if (mistakes.length > 0) throw badRules(mistakes.slice(0, 20))
}

function badRules(mistakes: readonly RequestMistake[]) {
  const reason = mistakes.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')
  return problem('compensation.bad-operator', { why: 'mistakes', reason }, mistakes)
}

/** The rules of a run and what it asks them. */
export interface Terms {
  readonly question: RunQuestion
  readonly schemes: readonly Scheme[]
  /** The same rules, the same digest. */
  readonly digest: string
  readonly secondPersonAbove: bigint
  readonly budget: bigint | null
}

let known: Rulebook | null = null

/** The regulations that came with this version, read once. */
export function rulebook(): Rulebook {
  known ??= loadRulebook()
  return known
}

export async function termsOf(db: Db | Tx): Promise<Terms> {
  const terms = termsFrom(await readSetting(db, operatorSetting))
  if (terms.schemes.length === 0)
    throw problem('compensation.no-schemes', { jurisdiction: terms.question.jurisdiction })
  return terms
}

/** Picks the rules. Refuses settings that contradict themselves with every reason at once. */
function termsFrom(setting: Static<typeof operatorSchema>): Terms {
  const book = rulebook()
  const bad = (why: string, found: string, reason: string) =>
    problem('compensation.bad-operator', { why, found, currency: setting.currency, reason })
  if (!isTimeZone(setting.timeZone))
    throw bad('no-zone', setting.timeZone, `${setting.timeZone} is no time zone; write it like Europe/Warsaw`)
  if (!isCurrency(setting.currency)) throw bad('no-currency', setting.currency, `${setting.currency} is no currency`)
  const policyMistakes = setting.policies.flatMap((policy, index) =>
    ruleMistakes(checkScheme(policy, book.holidays), `/policies/${index}`, 20),
  )
  if (policyMistakes.length > 0) throw badRules(policyMistakes.slice(0, 20))
  // Just checked.
  const policies = setting.policies as Scheme[]
  const unknown = (setting.schemes ?? []).filter(id => !book.schemes.has(id))
  if (unknown.length > 0) throw bad('unknown-schemes', unknown.join(', '), `unknown schemes ${unknown.join(', ')}`)
  const chosen = setting.schemes
    ? setting.schemes.flatMap(id => book.schemes.get(id) ?? [])
    : book.of(setting.jurisdiction)
  const schemes = [...chosen, ...policies].filter(
    ({ id }, index, all) => all.findIndex(other => other.id === id) === index,
  )
  // Such a scheme applies to no case in this currency, and a share of a fee would be paid all the same.
  const foreign = schemes.filter(scheme => scheme.currency !== null && scheme.currency !== setting.currency)
  if (foreign.length > 0) {
    const found = foreign.map(scheme => `${scheme.id} (${scheme.currency})`).join(', ')
    throw bad('other-currency', found, `these schemes pay in another currency than ${setting.currency}: ${found}`)
  }
  const wrong = schemes.flatMap(scheme =>
    // Several schemes may take the same parameter, and refuse it: which one does is part of the mistake.
    ruleMistakes(checkSettings(scheme, setting.parameters, book.holidays), '', 20).map(mistake => ({
      ...mistake,
      message: `${scheme.id}: ${mistake.message}`,
      values: { ...mistake.values, scheme: scheme.id },
    })),
  )
  if (wrong.length > 0) throw badRules(wrong.slice(0, 20))
  const money = (value: string) => {
    const minor = parseMinor(value, setting.currency)
    if (minor === null)
      throw bad(
        'no-amount',
        value,
        `${value} is no amount of ${setting.currency}, which has ${currencyDigits(setting.currency)} decimals`,
      )
    return minor
  }
  return {
    question: {
      jurisdiction: setting.jurisdiction,
      currency: setting.currency,
      timeZone: setting.timeZone,
      figure: setting.figure,
      designated: setting.designated,
      signatoryOf: setting.signatoryOf,
      parameters: setting.parameters,
      schemes: schemes.map(scheme => scheme.id),
    },
    schemes,
    digest: createHash('sha256').update(JSON.stringify(schemes)).digest('hex'),
    secondPersonAbove: money(setting.secondPersonAbove),
    budget: setting.budget === null ? null : money(setting.budget),
  }
}
