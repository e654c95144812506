import type { RunSummaryView } from '@pulih/contracts'
import { paint, type Page } from '@pulih/explanations'
import { counted, itemTable, part, whole } from '../api/tables.ts'
import type { RunView } from './find-run.ts'

const mostAreas = 15
const mostReasons = 15

/** What is looked at before money moves; the three figures first, doubts about equal treatment last so that they are seen. */
export function summaryLines(page: Page, run: RunView): string[] {
  const { summary, currency, figure } = run
  if (summary === null) return []
  return [
    '',
    `${assessed(summary)} in ${counted(summary.exposures, 'group')} of equal cases; ${counted(summary.credits, 'credit')} to post, ${paint(page, 'bold', `${summary.due} ${currency}`)}.`,
    ...part(page, 'Owed', figureLines(page, summary, currency, figure)),
    ...part(page, 'By scheme', schemeLines(page, summary)),
    ...part(
      page,
      'By area',
      sumLines(
        page,
        'area',
        summary.areas.map(row => ({ ...row, name: row.area })),
        mostAreas,
      ),
    ),
    ...part(
      page,
      'By segment',
      sumLines(
        page,
        'segment',
        summary.segments.map(row => ({ ...row, name: row.segment })),
        mostAreas,
      ),
    ),
    ...part(page, `The ${summary.top.length} highest`, topLines(page, summary)),
    ...part(page, 'Hit and not assessed', notPaidLines(page, summary)),
    ...part(page, 'Assessed and not owed', notOwedLines(page, summary)),
    ...part(page, 'Since the last run about the same', lastRunLines(summary, currency)),
    ...part(page, 'Equal cases, equal amounts', fairnessLines(page, summary)),
  ]
}

/** A service is assessed once for each billing period that an outage lies in, so that there may be more assessments than services. */
function assessed({ services, assessments = services }: RunSummaryView): string {
  const words = `${counted(services, 'service')} assessed`
  return assessments === services
    ? words
    : `${words}, once for each billing period: ${counted(assessments, 'assessment')}`
}

function figureLines(page: Page, { owed, goodwill }: RunSummaryView, currency: string, figure: string): string[] {
  const given = /[1-9]/.test(goodwill.maximum)
  const rows = (['minimum', 'recommended', 'maximum'] as const).map(name => ({
    name: name === figure ? `${name} (this is posted)` : name,
    owed: `${owed[name]} ${currency}`,
    goodwill: given ? `${goodwill[name]} ${currency}` : '',
  }))
  return itemTable(
    page,
    [
      { heading: '', of: row => row.name },
      { heading: 'by law and contract', of: row => row.owed, right: true },
      { heading: 'goodwill', of: row => row.goodwill, right: true },
    ],
    rows,
    '  ',
  )
}

function schemeLines(page: Page, { schemes }: RunSummaryView): string[] {
  return table(page, schemes, [
    { heading: 'scheme', of: row => row.scheme, flexible: true },
    { heading: 'status', of: row => row.status },
    { heading: 'credits', of: row => whole(row.services), right: true },
    { heading: 'minimum', of: row => row.minimum, right: true },
    { heading: 'recommended', of: row => row.recommended, right: true },
    { heading: 'maximum', of: row => row.maximum, right: true },
    { heading: 'due', of: row => row.due, right: true },
    { heading: 'unit', of: row => row.unit },
  ])
}

type Sum = { readonly name: string; readonly services: number; readonly due: string }

function sumLines(page: Page, heading: string, rows: readonly Sum[], most: number): string[] {
  const rest = rows.length - most
  return [
    ...table(page, rows.slice(0, most), [
      { heading, of: row => row.name || '(none)' },
      { heading: 'services', of: row => whole(row.services), right: true },
      { heading: 'due', of: row => row.due, right: true },
    ]),
    ...(rest > 0 ? [`  and ${rest} more; --json has all`] : []),
  ]
}

function topLines(page: Page, { top }: RunSummaryView): string[] {
  return table(page, top, [
    { heading: 'service', of: row => row.service },
    { heading: 'period from', of: row => row.periodFrom },
    { heading: 'due', of: row => row.due, right: true },
  ])
}

function notPaidLines(page: Page, { notPaid }: RunSummaryView): string[] {
  return table(page, notPaid, [
    { heading: 'reason', of: row => row.reason },
    { heading: 'services', of: row => whole(row.services), right: true },
  ])
}

function notOwedLines(page: Page, { notOwed }: RunSummaryView): string[] {
  const rows = notOwed.toSorted((a, b) => b.services - a.services)
  const rest = rows.length - mostReasons
  return [
    ...table(page, rows.slice(0, mostReasons), [
      { heading: 'scheme', of: row => row.scheme, flexible: true },
      { heading: 'outcome', of: row => row.outcome },
      { heading: 'reason', of: row => row.reason, flexible: true },
      { heading: 'services', of: row => whole(row.services), right: true },
    ]),
    ...(rest > 0 ? [`  and ${rest} more; --json has all`] : []),
  ]
}

function lastRunLines({ lastRun, due }: RunSummaryView, currency: string): string[] {
  if (lastRun === null) return ['  This is the first.']
  const { number, status, added, removed, changed } = lastRun
  return [
    `  Run ${number} (${status}) had ${lastRun.due} ${currency} due, this one has ${due} ${currency}.`,
    `  Amounts of ${counted(added, 'service')} are new, of ${whole(removed)} gone, of ${whole(changed)} different.`,
  ]
}

function fairnessLines(page: Page, { fairness }: RunSummaryView): string[] {
  const { groups, services, breaches } = fairness
  const looked = `  ${counted(services, 'service')} compared, in ${counted(groups, 'group')} by case and scheme`
  if (breaches.length === 0) return [`${looked}: no difference.`]
  return [
    paint(
      page,
      'red',
      `${looked}: ${counted(breaches.length, 'group')} with DIFFERENT amounts. Do not approve; compute again.`,
    ),
    ...table(page, breaches, [
      { heading: 'scheme', of: row => row.scheme, flexible: true },
      { heading: 'group', of: row => String(row.exposure), right: true },
      { heading: 'monthly fee', of: row => row.monthlyFee, right: true },
      { heading: 'services', of: row => whole(row.services), right: true },
      { heading: 'least', of: row => row.least, right: true },
      { heading: 'most', of: row => row.most, right: true },
    ]),
  ]
}

/** Nothing at all where there are no rows. */
function table<Item>(page: Page, rows: readonly Item[], shown: Parameters<typeof itemTable<Item>>[1]): string[] {
  return rows.length === 0 ? [] : itemTable(page, shown, rows, '  ')
}
