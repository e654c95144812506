import { endOf, type HistoricOutage, type Page, type PublicOutage } from '@pulih/statuspage'
import type { HistoryRow } from './store.ts'

/** What is over, ours and what was taken along from another page, the last to end first. */
export function pastOf(page: Page, ours: readonly PublicOutage[], taken: readonly HistoryRow[]): PublicOutage[] {
  return [...ours, ...taken.map(row => historicOutage(page, row))].toSorted((a, b) =>
    endOf(a) === endOf(b) ? (a.id < b.id ? 1 : -1) : endOf(a) < endOf(b) ? 1 : -1,
  )
}

/** Only what is over can be history: what was still open elsewhere is open there. */
export function isHistory({ restoredAt, status }: HistoricOutage): boolean {
  return restoredAt !== null || status === 'cancelled'
}

function historicOutage(page: Page, { number, outage }: HistoryRow): PublicOutage {
  const [first = 'en'] = page.languages
  return {
    id: `history-${outage.id}`,
    number: `H-${number.toString().padStart(6, '0')}`,
    planned: outage.planned,
    title: outage.title,
    status: outage.status,
    impact: outage.impact,
    extent: outage.impact === 'minor' || outage.impact === 'none' ? 'degraded' : 'total',
    cause: null,
    startedAt: outage.startedAt,
    until: outage.until,
    restoredAt: outage.restoredAt,
    etr: null,
    nextUpdateBy: null,
    services: null,
    servicesBack: null,
    areas: [],
    components: [],
    updates: outage.updates.map(({ id, at, status, text }) => ({ id, at, status, text: { [first]: text } })),
    compensation: null,
    payment: null,
    createdAt: outage.createdAt,
    updatedAt: outage.updatedAt,
    revision: 1,
  }
}
