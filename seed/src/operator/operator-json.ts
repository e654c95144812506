import type { GeneratedCounts } from './counts.ts'
import type { OperatorFacts, Source } from './facts/operator-facts.ts'

/** What `operator.json` says: who this operator is, how it was made, and which figures are published and which are made up. */
export function describeOperator(operator: OperatorFacts, seed: number, asOf: string, counts: GeneratedCounts): object {
  return {
    operator: operator.id,
    name: operator.name,
    madeUp: true,
    jurisdiction: operator.country,
    currency: operator.currency,
    timeZones: operator.timeZones,
    seed,
    asOf,
    // Integer-like keys would be reordered by JSON.stringify, so the provinces are a list.
    counts: {
      ...counts,
      byProvince: Object.entries(counts.byProvince)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([area, services]) => ({ area, services })),
    },
    published: [
      { what: 'people by province', sources: unique(operator.provinces.map(province => province.source)) },
      {
        what: `prepaid and postpaid mobile lines, ${operator.mobileLines.prepaid} and ${operator.mobileLines.postpaid} thousand`,
        sources: [operator.mobileLines.source],
      },
      {
        what: 'plan prices, where plans.csv names a source',
        sources: unique(operator.plans.map(plan => plan.source).filter(source => source.url !== 'assumption')),
      },
    ],
    madeUpFigures: [
      'the mix of mobile, fixed, leased and hosting services, and the popularity of plans',
      'plan prices whose source is "assumption"',
      'discounts, use above the plan, top-ups, cycle days and newcomers',
      'how customers spread over the areas of a province; areas called "Area …" have a number but not the name of a real one',
      'positions of network elements, which of them have a second uplink, and the shapes of areas, which are the places nearest to each middle',
      'customers, their names, addresses and consents; e-mail addresses end in names that are reserved for examples, telephone numbers begin with a zero that no number of the country has',
    ],
    periods:
      'In bills.csv a period begins on `from`; `to` is the first day of the next one. Bills and top-ups lie before `asOf`.',
    notes: operator.notes,
  }
}

function unique(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map(source => [source.url, source])).values()]
}
