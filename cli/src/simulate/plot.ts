import { barX, gridX, axisX, axisY, plot, rectY, ruleY, text, tickX } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { count, money, percent, roughly } from './amount-text.ts'
import type { Comparison, ScenarioResult } from './comparison.ts'
import { picture, type Part } from './picture.ts'

const axisHeight = 44

/**
 * Draws the comparison: a bar for the cost of each scenario, and beside it, or below it where the picture is narrow, how the credits
 * of its services lie. Lengths in a picture may be binary fractions; every number that is written comes from the exact texts.
 */
export function drawComparison(comparison: Comparison, width: number): string {
  const { scenarios, currency, period, outages } = comparison
  const narrow = width < 600
  const edge = narrow ? 14 : 24
  const inner = width - 2 * edge
  const barWidth = narrow ? inner : Math.round(inner * 0.58)
  const histogramWidth = narrow ? inner : inner - barWidth - 36
  const barRow = 70 + 16 * Math.max(...scenarios.map(scenario => 1 + extras(scenario, currency, roughly).length))
  const histogramRow = narrow ? 126 : barRow
  const bars: Part = {
    heading: 'Cost',
    unit: currency,
    x: edge,
    height: scenarios.length * barRow + axisHeight,
    body: costBars(comparison, barWidth, barRow),
  }
  const histogram: Part = {
    heading: 'Credit of a service that is paid',
    unit: currency,
    x: narrow ? edge : edge + barWidth + 36,
    height: scenarios.length * histogramRow + axisHeight,
    body: creditHistograms(comparison, histogramWidth, histogramRow, narrow),
    notes: [
      'Height: share of the services paid.',
      `Last column: ${compact(length(comparison.bins.at(-1) ?? '0'))} and more.`,
    ],
  }
  return picture({
    width,
    edge,
    title: narrow ? `Cost of each policy, ${period}` : `What each policy would have cost, ${period}`,
    subtitle: `${count(outages)} outages; ${count(scenarios[0]?.services.hit ?? 0)} services hit`,
    description: scenarios.map(scenario => sentence(scenario, currency)).join(' '),
    rows: narrow ? [[bars], [histogram]] : [[bars, histogram]],
  })
}

function costBars({ scenarios, currency }: Comparison, width: number, barRow: number): string {
  const written = width < 450 ? (amount: string) => compact(length(amount)) : roughly
  const rows = scenarios.map(scenario => {
    const { owed, cost } = scenario
    const range = owed.minimum === owed.maximum ? '' : ` (${written(owed.minimum)} to ${written(owed.maximum)})`
    return {
      scenario: scenario.scenario,
      owed: length(owed.recommended),
      all: length(cost.recommended),
      minimum: length(owed.minimum),
      maximum: length(owed.maximum),
      name: shortened(scenario.scenario, width / 8),
      value: [`${written(owed.recommended)} ${currency} owed${range}`, ...extras(scenario, currency, written)].join(
        '\n',
      ),
    }
  })
  const kind = rows.filter(({ owed, all }) => all > owed)
  const doubtful = rows.filter(({ minimum, maximum }) => minimum !== maximum)
  const below = barRow - 56
  const bar = { y: 'scenario', insetTop: 28, insetBottom: below }
  const whisker = { y: 'scenario', insetTop: 34, insetBottom: below + 6, strokeWidth: 2 }
  const middle = { y: 'scenario', x1: 'minimum', x2: 'maximum', dy: 42 - barRow / 2 }
  return drawn({
    width,
    height: scenarios.length * barRow + axisHeight,
    x: { domain: [0, Math.max(...rows.map(({ maximum, all }) => Math.max(maximum, all)), 1)], axis: null },
    y: { type: 'band', domain: rows.map(({ scenario }) => scenario), axis: null, padding: 0 },
    marks: [
      gridX({ ticks: ticksFor(width) }),
      axisX({ ticks: ticksFor(width), tickFormat: compact, tickSize: 4, fontSize: 12, label: null }),
      barX(rows, { ...bar, x1: 0, x2: 'owed', className: 'owed', fill: '#7fa8c9', stroke: '#1b1f24' }),
      barX(kind, { ...bar, x1: 'owed', x2: 'all', className: 'goodwill', fill: 'url(#goodwill)', stroke: '#1b1f24' }),
      // A light band under the whisker keeps it readable where it crosses the hatching.
      ruleY(
        doubtful.filter(({ maximum, owed, all }) => all > owed && maximum > owed),
        { ...middle, className: 'halo', stroke: '#ffffff', strokeWidth: 10 },
      ),
      ruleY(doubtful, { ...middle, strokeWidth: 2 }),
      tickX(doubtful, { ...whisker, x: 'minimum' }),
      tickX(doubtful, { ...whisker, x: 'maximum' }),
      text(rows, {
        y: 'scenario',
        text: 'name',
        frameAnchor: 'left',
        dy: 17 - barRow / 2,
        fontSize: 14,
        fontWeight: 'bold',
      }),
      text(rows, {
        y: 'scenario',
        text: 'value',
        frameAnchor: 'left',
        lineAnchor: 'top',
        dy: 62 - barRow / 2,
        fontSize: 13,
        lineHeight: 1.25,
      }),
    ],
  })
}

function creditHistograms(
  { scenarios, bins, currency }: Comparison,
  width: number,
  rowHeight: number,
  named: boolean,
): string {
  const edges = bins.map(length)
  const step = edges[1] ?? 1
  const columns = scenarios.flatMap(({ scenario, histogram, services: { paid } }) =>
    histogram.map((services, bin) => ({
      scenario,
      from: edges[bin] ?? 0,
      to: (edges[bin] ?? 0) + step,
      share: paid === 0 ? 0 : services / paid,
    })),
  )
  const notes = scenarios.map(({ scenario, credit, services: { paid } }) => ({
    scenario,
    name: shortened(scenario, width / 8),
    note: credit
      ? `${count(paid)} paid; half get ${money([credit.median]).join('')} ${currency} or more`
      : 'nobody is paid in money',
  }))
  const above = named ? 58 : 36
  return drawn({
    width,
    height: scenarios.length * rowHeight + axisHeight,
    marginLeft: 38,
    x: { domain: [0, Math.max((edges.at(-1) ?? 0) + step, step)], axis: null },
    y: { domain: [0, Math.max(...columns.map(({ share }) => share), 0.01)], axis: null },
    fy: {
      domain: scenarios.map(({ scenario }) => scenario),
      axis: null,
      paddingInner: above / rowHeight,
      paddingOuter: 0,
      align: 1,
    },
    marginTop: above,
    marks: [
      axisX({ anchor: 'bottom', ticks: ticksFor(width), tickFormat: compact, tickSize: 4, fontSize: 12, label: null }),
      axisY({
        ticks: 2,
        tickFormat: (share: number) => `${Math.round(share * 100)} %`,
        tickSize: 3,
        fontSize: 11,
        label: null,
      }),
      rectY(
        columns.filter(({ share }) => share > 0),
        {
          x1: 'from',
          x2: 'to',
          y: 'share',
          fy: 'scenario',
          className: 'owed',
          fill: '#7fa8c9',
          stroke: '#1b1f24',
          strokeWidth: 0.75,
        },
      ),
      ruleY([0], {}),
      ...(named
        ? [
            text(notes, {
              fy: 'scenario',
              text: 'name',
              frameAnchor: 'top-left',
              dx: -38,
              dy: -40,
              fontSize: 14,
              fontWeight: 'bold',
            }),
          ]
        : []),
      text(notes, {
        fy: 'scenario',
        text: 'note',
        frameAnchor: 'top-left',
        dx: named ? -38 : 0,
        dy: -20,
        fontSize: 12,
      }),
    ],
  })
}

/** One plot as SVG elements without their own root, so that the picture has one title, one style and one size. */
function drawn(options: Parameters<typeof plot>[0] & { readonly width: number; readonly height: number }): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = plot({ marginLeft: 2, marginRight: 14, marginTop: 0, marginBottom: axisHeight, ...options, document })
  svg.querySelector('style')?.remove()
  return `<g fill="currentColor" text-anchor="middle">${svg.innerHTML}</g>`
}

function ticksFor(width: number): number {
  return Math.max(3, Math.floor(width / 90))
}

const short = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumSignificantDigits: 3 })

function compact(value: number): string {
  return short.format(value)
}

/** Where an amount lies in the picture. */
function length(amount: string): number {
  return Number(amount)
}

function shortened(name: string, letters: number): string {
  return name.length <= letters ? name : `${name.slice(0, Math.floor(letters) - 1)}…`
}

/** What a scenario gives besides what it owes in money, a line each. */
function extras(scenario: ScenarioResult, currency: string, written: (amount: string) => string): string[] {
  return [
    ...(isKind(scenario) ? [`+ ${written(scenario.goodwill.recommended)} ${currency} goodwill`] : []),
    ...(scenario.services.inKind > 0 ? [`+ in kind for ${count(scenario.services.inKind)} services`] : []),
  ]
}

function isKind({ goodwill }: ScenarioResult): boolean {
  return /[1-9]/.test(goodwill.recommended)
}

function sentence(scenario: ScenarioResult, currency: string): string {
  const { owed, goodwill, services, credit, fairness } = scenario
  const kind = isKind(scenario) ? ` Goodwill adds ${roughly(goodwill.recommended)} ${currency}.` : ''
  const each = credit
    ? ` ${count(services.paid)} services are paid, ${money([credit.average]).join('')} ${currency} on average.`
    : ' Nobody is paid in money.'
  const inKind = services.inKind > 0 ? ` ${count(services.inKind)} services get something in kind.` : ''
  return `${scenario.scenario}: ${roughly(owed.recommended)} ${currency} owed, at least ${roughly(owed.minimum)} and at most ${roughly(owed.maximum)}.${kind}${each}${inKind} Of the services hit, ${percent(fairness.reachedShare)} get something.`
}
