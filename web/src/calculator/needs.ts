import { headsFor, onlyWhenNamed, type Head, type Parameter, type Rulebook, type Scheme, type Who } from '@pulih/engine'
import type { Draft } from './draft.ts'

/** Which questions the chosen rules ask; the others are not put to anyone. */
export interface Needs {
  /** Region codes that make a difference; empty: none does. */
  readonly regions: readonly string[]
  readonly remoteness: boolean
  readonly reports: boolean
  readonly knownAt: boolean
  readonly appointments: boolean
  readonly activation: boolean
  readonly delivered: boolean
  readonly subscribersHit: boolean
  readonly sitesHit: boolean
  readonly bills: boolean
  readonly listFee: boolean
  readonly designated: boolean
  readonly codes: readonly string[]
  readonly settings: readonly { readonly name: string; readonly parameter: Parameter }[]
}

/** The schemes that a draft asks about, in the order of the rulebook. */
export function schemesOf(draft: Draft, rulebook: Rulebook): readonly Scheme[] {
  return draft.schemes === null
    ? rulebook.of(draft.jurisdiction)
    : draft.schemes.flatMap(id => rulebook.schemes.get(id) ?? [])
}

export function appliesByItself(scheme: Scheme): boolean {
  return !onlyWhenNamed.includes(scheme.status)
}

export function needsOf(draft: Draft, rulebook: Rulebook): Needs {
  const schemes = schemesOf(draft, rulebook).flatMap(scheme => partFor(scheme, draft))
  const heads = schemes.flatMap(scheme => scheme.heads)
  const whos = [...schemes, ...heads].flatMap(({ who }) => who ?? [])
  const text = JSON.stringify(schemes)
  const says = (pattern: RegExp) => pattern.test(text)
  return {
    regions: [...new Set([...whos.flatMap(who => who.regions ?? []), ...regionsOfCalendars(heads)])].toSorted(),
    remoteness: whos.some(who => who.remoteness),
    reports: says(/"start":"(?:report|earlier-of-known-and-report)"|"versionBy":"report"|"from":"report"/),
    knownAt: says(/"start":"(?:known|earlier-of-known-and-report)"/),
    appointments: says(/"measure":"appointments"|"pausedBy"/),
    activation: says(/"measure":"activation-days"/),
    delivered: says(/"measure":"shortfall"/),
    subscribersHit: says(/"subscribersHit"/),
    sitesHit: says(/"sitesHit"/),
    bills: says(/"of":"(?:bills-|previous-bill)/),
    listFee: says(/"of":"fee-before-discount"/),
    designated: whos.some(who => who.designated),
    codes: [...new Set(whos.flatMap(who => who.signatoryOf ?? []))],
    settings: settingsOf(schemes),
  }
}

/** The scheme with the heads that could be for the draft. What a person cannot answer yet must not hide the question that asks it. */
function partFor(scheme: Scheme, draft: Draft): readonly Scheme[] {
  const { kind, subscriber, payment } = draft
  const profile = { kind, subscriber, payment, region: null, remoteness: null }
  const heads = scheme.heads.map(head => ({ ...head, who: ruledOutBy(head.who ?? {}) }))
  const found = headsFor({ ...scheme, who: ruledOutBy(scheme.who), heads }, profile, {
    designated: false,
    signatoryOf: [],
  })
  return 'code' in found ? [] : [{ ...scheme, heads: scheme.heads.filter(head => found.includes(head.id)) }]
}

/** Only kind, customer and payment, which everybody answers first, rule a scheme out. */
function ruledOutBy({ services, subscribers, payment }: Who): Who {
  return { ...(services && { services }), ...(subscribers && { subscribers }), ...(payment && { payment }) }
}

/** Working days are counted by the calendar of the region. */
function regionsOfCalendars(heads: readonly Head[]): string[] {
  return [...JSON.stringify(heads).matchAll(/"byRegion":(\{[^}]*\})/g)].flatMap(([, found = '{}']) =>
    Object.keys(JSON.parse(found) as Record<string, string>),
  )
}

/** Values that a contract or an operator fixes; each name once, as the engine reads it. */
function settingsOf(schemes: readonly Scheme[]): Needs['settings'] {
  const byName = new Map<string, Parameter>()
  for (const scheme of schemes) {
    for (const [name, parameter] of Object.entries(scheme.parameters))
      if (parameter.setBy === 'operator' && !byName.has(name)) byName.set(name, parameter)
  }
  return [...byName].map(([name, parameter]) => ({ name, parameter }))
}
