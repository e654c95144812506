import { headsFor, onlyWhenNamed, type Head, type Parameter, type Rulebook, type Scheme } from '@pulih/engine'
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
  const schemes = schemesOf(draft, rulebook).filter(scheme => couldBeFor(scheme, draft))
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

/** What a person cannot answer yet must not hide the question: only kind, customer and payment rule a scheme out. */
function couldBeFor(scheme: Scheme, draft: Draft): boolean {
  const { regions: _r, remoteness: _l, designated: _d, signatoryOf: _s, ...who } = scheme.who
  const profile = {
    kind: draft.kind,
    subscriber: draft.subscriber,
    payment: draft.payment,
    region: null,
    remoteness: null,
  }
  const heads = scheme.heads.map(({ who: own, ...head }): Head => {
    if (!own) return head
    const { regions: _or, remoteness: _ol, designated: _od, signatoryOf: _os, ...rest } = own
    return { ...head, who: rest }
  })
  return !('code' in headsFor({ ...scheme, who, heads }, profile, { designated: true, signatoryOf: [] }))
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
