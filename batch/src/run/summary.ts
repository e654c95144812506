import { formatMinor } from '@pulih/kernel'
import { figures, type Figure, type Status } from '@pulih/engine'
import { benefitName } from '../planning/benefits.ts'
import type { Planned } from '../planning/make-plan.ts'
import type { RunResult, SchemeSum } from '../result.ts'

/** What a run found, as numbers and texts for a page. Amounts are decimal texts in `currency`. */
export interface Summary {
  readonly period: string
  readonly currency: string
  readonly outages: number
  readonly services: {
    readonly read: number
    readonly refused: number
    readonly assessed: number
    readonly hit: number
  }
  /** Hours without service, summed over the services hit; overlapping outages count once. */
  readonly serviceHours: number
  readonly exposures: number
  /** What law, code and contract owe. */
  readonly owed: Readonly<Record<Figure, string>>
  /** What is kind. */
  readonly goodwill: Readonly<Record<Figure, string>>
  readonly schemes: readonly SchemeSummary[]
  readonly benefits: readonly { readonly name: string; readonly services: number; readonly quantity: string }[]
  readonly areas: readonly AreaSummary[]
  readonly refusals: readonly {
    readonly file: string
    readonly column: string
    readonly reason: string
    readonly rows: number
  }[]
  /** Things the reader should know: schemes left out, values the operator must set, columns that were not understood. */
  readonly notes: readonly string[]
}

export interface SchemeSummary {
  readonly scheme: string
  readonly status: Status
  readonly services: number
  readonly owed: number
  readonly amounts: Readonly<Record<Figure, string>>
}

export interface AreaSummary {
  readonly area: string
  readonly hit: number
  readonly owed: Readonly<Record<Figure, string>>
  /** Only schemes under which anything is due in the area. */
  readonly schemes: readonly { readonly scheme: string; readonly owed: number; readonly recommended: string }[]
}

export interface RefusalCount {
  readonly file: string
  readonly column: string
  readonly reason: string
  readonly rows: number
}

export function summarise(
  planned: Planned,
  result: RunResult,
  refusals: readonly RefusalCount[],
  month: string,
  notes: readonly string[],
): Summary {
  const { plan, schemes } = planned
  const { currency } = plan
  const owes = (status: Status) => status !== 'goodwill' && status !== 'bill'
  const amounts = (sums: readonly SchemeSum[], keep: (index: number) => boolean) =>
    Object.fromEntries(
      figures.map(figure => [
        figure,
        formatMinor(
          sums
            .slice(0, schemes.length)
            .reduce((total, sum, index) => (keep(index) ? total + sum[figure].total : total), 0n),
          currency,
        ),
      ]),
    ) as Record<Figure, string>
  const isOwed = (index: number) => owes(schemes[index]?.status ?? 'law')
  const isKind = (index: number) => schemes[index]?.status === 'goodwill'
  const seconds = planned.exposures.reduce(
    (total, exposure, index) => total + exposure.secondsDown * (result.exposureServices[index] ?? 0),
    result.ownSecondsDown,
  )
  return {
    period: month,
    currency,
    outages: planned.outages.length,
    services: { read: result.rows.read, refused: result.rows.refused, assessed: result.rows.ok, hit: result.rows.hit },
    serviceHours: Math.round(seconds / 3600),
    exposures: result.exposureServices.reduce((used, services) => (services > 0 ? used + 1 : used), 0),
    owed: amounts(result.schemes, isOwed),
    goodwill: amounts(result.schemes, isKind),
    schemes: schemes.map((scheme, index) =>
      schemeSummary(scheme.id, scheme.status, index, plan.schemes.length, result, currency),
    ),
    benefits: planned.benefits.map((column, index) => {
      const sum = result.schemes[schemes.length + index] as SchemeSum
      const scheme = schemes[column.scheme]
      return {
        name: scheme ? benefitName(scheme, column) : '',
        services: sum.recommended.count,
        quantity: formatMinor(sum.recommended.total, currency),
      }
    }),
    areas: result.areas
      .map((area, index) => ({
        area: plan.areaNames[index] ?? '',
        hit: area.services,
        owed: amounts(area.schemes, isOwed),
        schemes: schemes.flatMap(({ id }, column) => {
          const sum = area.schemes[column]
          return sum && sum.owed > 0
            ? [{ scheme: id, owed: sum.owed, recommended: formatMinor(sum.recommended.total, currency) }]
            : []
        }),
      }))
      .filter(area => area.hit > 0)
      .toSorted((a, b) => Number(b.owed.recommended) - Number(a.owed.recommended) || b.hit - a.hit),
    refusals,
    notes: [...notes, ...notesOf(planned)],
  }
}

function schemeSummary(
  scheme: string,
  status: Status,
  index: number,
  columns: number,
  result: RunResult,
  currency: string,
): SchemeSummary {
  const sum = result.schemes[index] as SchemeSum
  let services = result.ownSchemeServices[index] ?? 0
  for (let cell = index; cell < result.exposureSchemeServices.length; cell += columns)
    services += result.exposureSchemeServices[cell] ?? 0
  const amount = (figure: Figure) => formatMinor(sum[figure].total, currency)
  return {
    scheme,
    status,
    services,
    owed: sum.owed,
    amounts: { minimum: amount('minimum'), recommended: amount('recommended'), maximum: amount('maximum') },
  }
}

/** What the decisions themselves have to say: values that nobody set, clocks that nothing started. */
function notesOf({ schemes, decisions, distinct }: Planned): string[] {
  const unset = new Map<string, Set<string>>()
  decisions.recommended.forEach((number, cell) => {
    const parameter = number < 0 ? null : distinct[number]?.unset
    const scheme = schemes[cell % schemes.length]
    if (parameter && scheme) unset.set(scheme.id, (unset.get(scheme.id) ?? new Set()).add(parameter))
  })
  const rights = new Set<string>()
  decisions.recommended.forEach((number, cell) => {
    const scheme = schemes[cell % schemes.length]
    if (scheme && number >= 0 && distinct[number]?.outcome === 'right-without-amount') rights.add(scheme.id)
  })
  return [
    ...[...rights].map(
      id => `${id}: gives a right to claim, but fixes no amount; the zeros here do not say that nothing is owed`,
    ),
    ...[...unset].map(
      ([scheme, names]) =>
        `${scheme}: nothing can be calculated until the operator sets ${[...names].join(', ')} (--set name=value)`,
    ),
    ...schemes
      .filter(scheme => scheme.heads.some(head => head.clock?.start === 'report'))
      .map(
        scheme =>
          `${scheme.id}: its clock starts with the customer's report; services without reported_at are not owed anything under it`,
      ),
    ...schemes
      .filter(scheme => /"measure":"(appointments|activation-days)"/.test(JSON.stringify(scheme.heads)))
      .map(
        scheme =>
          `${scheme.id}: looks at appointments or activation dates, which outages do not tell; use pulih explain`,
      ),
  ]
}
