import { fit, padEnd, widthOf } from '@pulih/explanations'
import { count, money, percent } from './amount-text.ts'
import { dimensions, type Comparison, type Dimension } from './comparison.ts'

const pageWidth = 118
const mostGroups = 6

/** The main numbers as one page for a person, at most 120 columns wide. */
export function comparisonText(comparison: Comparison): string {
  const { period, currency, outages, services, scenarios, changes, notes } = comparison
  const [first] = scenarios
  const sections = [
    [
      `What each policy would have cost: billing periods that begin in ${period}`,
      `${count(outages)} outages, ${count(services.read)} services read, ${count(services.refused)} refused; amounts in ${currency}`,
    ],
    section(
      'Cost',
      ['', 'owed: minimum', 'recommended', 'maximum', 'goodwill'],
      scenarios.map(({ scenario, owed, goodwill }) => [
        scenario,
        ...money([owed.minimum, owed.recommended, owed.maximum, goodwill.recommended]),
      ]),
    ),
    section(
      'Credit of a service that is paid (owed as recommended, and goodwill)',
      ['', 'services paid', 'average', 'p10', 'median', 'p90', 'greatest'],
      scenarios.map(({ scenario, services: { paid }, credit }) => [
        scenario,
        count(paid),
        ...(credit
          ? money([credit.average, credit.p10, credit.median, credit.p90, credit.greatest])
          : ['-', '-', '-', '-', '-']),
      ]),
    ),
    ...(changes.length === 0 || !first
      ? []
      : [
          section(
            `Who gains and who loses against ${first.scenario}`,
            ['', 'gain', 'sum', 'paid only here', 'lose', 'sum', 'paid only there', 'same'],
            changes.map(({ scenario, gain, lose, newlyPaid, noLongerPaid, same }) => [
              scenario,
              count(gain.services),
              ...money([gain.sum]),
              count(newlyPaid.services),
              count(lose.services),
              ...money([lose.sum]),
              count(noLongerPaid.services),
              count(same),
            ]),
          ),
          ...topAreas(comparison),
        ]),
    ...dimensions.map(dimension => groupSection(comparison, dimension)),
    ...benefitSection(comparison),
    section(
      'Fairness',
      ['', 'hit', 'get anything', 'share', 'equals unequal', 'differ at same fee', 'by at most'],
      scenarios.map(({ scenario, services: { hit, reached }, fairness }) => [
        scenario,
        count(hit),
        count(reached),
        percent(fairness.reachedShare),
        count(fairness.breaches),
        count(fairness.differing),
        ...money([fairness.spread]),
      ]),
    ),
    ...(notes.length === 0 ? [] : [['Good to know', ...notes.flatMap(note => wrapped(note))]]),
  ]
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** What each group gets, scenario by scenario. */
function groupSection({ scenarios }: Comparison, dimension: Dimension): string[] {
  const titles: Record<Dimension, string> = {
    customer: 'By customer',
    payment: 'By payment',
    kind: 'By kind of service',
    area: 'By area',
  }
  const names = [...new Set(scenarios.flatMap(({ groups }) => groups[dimension].map(({ group }) => group)))]
  const shown = names.slice(0, mostGroups)
  const columns = scenarios.slice(0, mostColumns)
  const rows = shown.map(name => [
    name === '' ? '(none)' : name,
    ...columns.flatMap(({ groups }) => {
      const group = groups[dimension].find(one => one.group === name)
      return group ? [count(group.paid), ...money([group.owed.recommended])] : ['0', '0']
    }),
  ])
  const more = names.length - shown.length
  return [
    ...section(
      `${titles[dimension]}: services paid, and owed as recommended`,
      ['', ...columns.flatMap(({ scenario }) => ['paid', shortName(scenario)])],
      rows,
    ),
    ...(more > 0 ? [`  … and ${count(more)} more in comparison.csv`] : []),
  ]
}

/** More scenarios than this do not fit side by side; they are in the files. */
const mostColumns = 4

function shortName(scenario: string): string {
  return fit(scenario.slice(scenario.lastIndexOf('/') + 1), 16)
}

function topAreas({ changes }: Comparison): string[][] {
  const rows = changes.flatMap(({ scenario, gainAreas, loseAreas }) => {
    const list = (areas: typeof gainAreas) =>
      areas
        .slice(0, 3)
        .map(({ area, sum }) => `${area === '' ? '(none)' : area} ${money([sum])[0]}`)
        .join(', ') || 'nobody'
    return [`  ${scenario}`, ...wrapped(`gain most: ${list(gainAreas)}; lose most: ${list(loseAreas)}`, '    ')]
  })
  return [['Areas', ...rows]]
}

function benefitSection({ scenarios }: Comparison): string[][] {
  const rows = scenarios.flatMap(({ scenario, benefits }) =>
    benefits.map(({ name, services, quantity }) => [
      scenario,
      name.slice(name.indexOf('#') + 1).replace(':', ', '),
      ...money([quantity]),
      count(services),
    ]),
  )
  return rows.length === 0 ? [] : [section('In kind', ['', 'benefit', 'quantity', 'services'], rows)]
}

function section(title: string, heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [title, ...aligned([heading, ...rows])]
}

/** Columns side by side, the first to the left and the others to the right; the first gives way if the page is too narrow. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? ''))))
  const [, ...others] = widths
  const room = pageWidth - 2 - others.reduce((sum, width) => sum + width + 2, 0)
  const first = Math.max(8, Math.min(widths[0] ?? 0, room))
  return rows.map(([name = '', ...cells]) =>
    `  ${padEnd(fit(name, first), first)}${cells.map((cell, column) => `  ${' '.repeat(Math.max(0, (others[column] ?? 0) - widthOf(cell)))}${cell}`).join('')}`.trimEnd(),
  )
}

function wrapped(text: string, indent = '  '): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line !== indent && widthOf(line) + 1 + widthOf(word) > pageWidth) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  return [...lines, line]
}
