import { figures } from '@pulih/engine'
import { spreadsheetField } from '@pulih/kernel'
import { dimensions, type Change, type Comparison, type Figures, type ScenarioResult } from './comparison.ts'

const header = ['scenario', 'about', 'group', 'measure', 'value', 'unit']
type Line = readonly [about: string, group: string, measure: string, value: string | number, unit: string]

/** The comparison as one long table: a line for each number, ready for a pivot. */
export function comparisonCsv(comparison: Comparison): string {
  const { currency, scenarios, changes } = comparison
  const lines = [
    ...scenarios.flatMap(scenario => scenarioLines(scenario, comparison).map(line => [scenario.scenario, ...line])),
    ...changes.flatMap(change => changeLines(change, currency).map(line => [change.scenario, ...line])),
  ]
  return [header, ...lines].map(line => `${line.map(each => spreadsheetField(String(each))).join(',')}\n`).join('')
}

function scenarioLines(scenario: ScenarioResult, { currency, bins }: Comparison): Line[] {
  const { services, credit, fairness } = scenario
  return [
    ...amounts('total', '', 'owed', scenario.owed, currency),
    ...amounts('total', '', 'goodwill', scenario.goodwill, currency),
    ...amounts('total', '', 'cost', scenario.cost, currency),
    ...Object.entries(services).map(([measure, value]): Line => [
      'total',
      '',
      measure === 'inKind' ? 'in_kind' : measure,
      value,
      'services',
    ]),
    ...Object.entries(credit ?? {}).map(([measure, value]): Line => ['credit', '', measure, value, currency]),
    ...scenario.histogram.map((value, bin): Line => ['histogram', binName(bins, bin), 'paid', value, 'services']),
    ...dimensions.flatMap(dimension =>
      scenario.groups[dimension].flatMap(({ group, services: all, paid, inKind, owed, goodwill }): Line[] => [
        [dimension, group, 'services', all, 'services'],
        [dimension, group, 'paid', paid, 'services'],
        [dimension, group, 'in_kind', inKind, 'services'],
        ...amounts(dimension, group, 'owed', owed, currency),
        ...amounts(dimension, group, 'goodwill', goodwill, currency),
      ]),
    ),
    ...scenario.benefits.flatMap(({ name, services: all, quantity }): Line[] => [
      ['benefit', name, 'services', all, 'services'],
      ['benefit', name, 'quantity', quantity, name.slice(name.lastIndexOf(':') + 1)],
    ]),
    ['fairness', '', 'reached_share', fairness.reachedShare, 'of hit'],
    ['fairness', '', 'breaches', fairness.breaches, 'services'],
    ['fairness', '', 'differing', fairness.differing, 'services'],
    ['fairness', '', 'spread', fairness.spread, currency],
  ]
}

function changeLines(change: Change, currency: string): Line[] {
  const about = `change from ${change.against}`
  const sides = {
    gain: change.gain,
    lose: change.lose,
    newly_paid: change.newlyPaid,
    no_longer_paid: change.noLongerPaid,
  }
  return [
    ...Object.entries(sides).flatMap(([measure, { services, sum }]): Line[] => [
      [about, '', measure, services, 'services'],
      [about, '', measure, sum, currency],
    ]),
    [about, '', 'same', change.same, 'services'],
    ...change.gainAreas.map(({ area, sum }): Line => [about, area, 'gain', sum, currency]),
    ...change.loseAreas.map(({ area, sum }): Line => [about, area, 'lose', sum, currency]),
  ]
}

function amounts(about: string, group: string, name: string, values: Figures, currency: string): Line[] {
  return figures.map(figure => [about, group, `${name}_${figure}`, values[figure], currency])
}

/** `0.00 to 5.00`, half open; the last bin has no end. */
export function binName(bins: readonly string[], bin: number): string {
  const end = bins[bin + 1]
  return end === undefined ? `${bins[bin]} and more` : `${bins[bin]} to ${end}`
}
