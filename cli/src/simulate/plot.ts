import { barX, gridX, axisX, axisY, plot, rectY, ruleY, text, tickX } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { count, percent, roughly } from './amount-text.ts'
import type { Comparison, ScenarioResult } from './comparison.ts'
import { picture, type Part } from './picture.ts'

const barRow = 88
const histogramRow = 100
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
  const rowHeight = narrow ? histogramRow + 16 : barRow
  const bars: Part = { heading: 'Cost', unit: currency, x: edge, width: barWidth, height: scenarios.length * barRow + axisHeight, body: costBars(comparison, barWidth) }
  const histogram: Part = {
    heading: 'Credit of a service that is paid',
    unit: `${currency}, share of services paid`,
    x: narrow ? edge : edge + barWidth + 36,
    width: histogramWidth,
    height: scenarios.length * rowHeight + axisHeight,
    body: creditHistograms(comparison, histogramWidth, rowHeight, narrow),
  }
  return picture({
    width,
    edge,
    title: `What each policy would have cost, ${period}`,
    subtitle: `${count(outages)} outages; ${count(scenarios[0]?.services.hit ?? 0)} services hit`,
    description: scenarios.map(scenario => sentence(scenario, currency)).join(' '),
    rows: narrow ? [[bars], [histogram]] : [[bars, histogram]],
  })
}

function costBars({ scenarios, currency }: Comparison, width: number): string {
  const rows = scenarios.map(({ scenario, owed, goodwill, cost }) => ({
    scenario,
    owed: length(owed.recommended),
    goodwill: length(goodwill.recommended),
    all: length(cost.recommended),
    minimum: length(cost.minimum),
    maximum: length(cost.maximum),
    value: `${roughly(cost.recommended)} ${currency}${cost.minimum === cost.maximum ? '' : `  (${roughly(cost.minimum)} to ${roughly(cost.maximum)})`}`,
    name: shortened(scenario, width / 8),
  }))
  const doubtful = rows.filter(({ minimum, maximum }) => minimum !== maximum)
  const bar = { y: 'scenario', insetTop: 30, insetBottom: 32 }
  return drawn({
    width,
    height: scenarios.length * barRow + axisHeight,
    x: { domain: [0, Math.max(...rows.map(({ maximum, all }) => Math.max(maximum, all)), 1)], axis: null },
    y: { type: 'band', domain: rows.map(({ scenario }) => scenario), axis: null, padding: 0 },
    marks: [
      gridX({ ticks: ticksFor(width), className: 'grid' }),
      axisX({ ticks: ticksFor(width), tickFormat: compact, tickSize: 4, fontSize: 12, label: null }),
      barX(rows, { ...bar, x1: 0, x2: 'owed', className: 'owed', fill: '#7fa8c9', stroke: '#1b1f24' }),
      barX(rows.filter(({ goodwill }) => goodwill > 0), { ...bar, x1: 'owed', x2: 'all', className: 'goodwill', fill: 'url(#goodwill)', stroke: '#1b1f24' }),
      ruleY(doubtful, { y: 'scenario', x1: 'minimum', x2: 'maximum', dy: -1, strokeWidth: 2 }),
      tickX(doubtful, { y: 'scenario', x: 'minimum', insetTop: 36, insetBottom: 38, strokeWidth: 2 }),
      tickX(doubtful, { y: 'scenario', x: 'maximum', insetTop: 36, insetBottom: 38, strokeWidth: 2 }),
      text(rows, { y: 'scenario', text: 'name', frameAnchor: 'left', dy: -barRow / 2 + 18, fontSize: 14, fontWeight: 'bold' }),
      text(rows, { y: 'scenario', text: 'value', frameAnchor: 'left', dy: barRow / 2 - 20, fontSize: 13 }),
    ],
  })
}

function creditHistograms({ scenarios, bins, currency }: Comparison, width: number, rowHeight: number, named: boolean): string {
  const edges = bins.map(length)
  const step = edges[1] ?? 1
  const columns = scenarios.flatMap(({ scenario, histogram, services: { paid } }) =>
    histogram.map((services, bin) => ({ scenario, from: edges[bin] ?? 0, to: (edges[bin] ?? 0) + step, share: paid === 0 ? 0 : services / paid })),
  )
  const notes = scenarios.map(({ scenario, credit, services: { paid } }) => ({
    scenario,
    name: shortened(scenario, width / 8),
    note: credit ? `${count(paid)} paid; half get ${roughly(credit.median)} ${currency} or more` : 'nobody is paid in money',
  }))
  const above = named ? 38 : 30
  return drawn({
    width,
    height: scenarios.length * rowHeight + axisHeight,
    marginLeft: 38,
    x: { domain: [0, Math.max((edges.at(-1) ?? 0) + step, step)], axis: null },
    y: { domain: [0, Math.max(...columns.map(({ share }) => share), 0.01)], axis: null },
    fy: { domain: scenarios.map(({ scenario }) => scenario), axis: null, paddingInner: above / rowHeight, paddingOuter: 0, align: 1 },
    marginTop: above,
    marks: [
      axisX({ anchor: 'bottom', ticks: ticksFor(width), tickFormat: compact, tickSize: 4, fontSize: 12, label: null }),
      axisY({ ticks: 2, tickFormat: (share: number) => `${Math.round(share * 100)} %`, tickSize: 3, fontSize: 11, label: null }),
      rectY(columns.filter(({ share }) => share > 0), { x1: 'from', x2: 'to', y: 'share', fy: 'scenario', className: 'owed', fill: '#7fa8c9', stroke: '#1b1f24', strokeWidth: 0.75 }),
      ruleY([0], {}),
      ...(named ? [text(notes, { fy: 'scenario', text: 'name', frameAnchor: 'top-left', dx: -38, dy: -36, fontSize: 14, fontWeight: 'bold' })] : []),
      text(notes, { fy: 'scenario', text: 'note', frameAnchor: 'top-left', dx: named ? -38 : 0, dy: -17, fontSize: 12 }),
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

function sentence({ scenario, owed, goodwill, services, credit, fairness }: ScenarioResult, currency: string): string {
  const kind = /[1-9]/.test(goodwill.recommended) ? ` and gives ${roughly(goodwill.recommended)} ${currency} out of goodwill` : ''
  const each = credit ? `; a paid service gets ${roughly(credit.average)} ${currency} on average` : ''
  return `${scenario} owes ${roughly(owed.recommended)} ${currency}, at least ${roughly(owed.minimum)} and at most ${roughly(owed.maximum)},${kind} to ${count(services.paid)} services, ${percent(fairness.reachedShare)} of those hit getting something${each}.`
}
