import { languages, type Language } from '@pulih/kernel'
import type {
  Page,
  PlannedStatus,
  PublicArea,
  PublicOutage,
  PublicPayment,
  PublicStatus,
  PublicUpdate,
} from '@pulih/statuspage'
import type { Outage, PublicStatement } from '../outages/index.ts'
import type { HitRow } from './store.ts'

/** What compensation knows of the money of an outage. */
export type Money = PublicPayment & { readonly stage: 'being-assessed' | 'granted' | 'given' | 'none' }

/** Everything from which the public's view of one outage is made. */
export interface Known {
  readonly outage: Outage
  readonly statements: readonly PublicStatement[]
  readonly changedAt: Temporal.Instant
  readonly causeAt: Temporal.Instant | null
  readonly hits: readonly HitRow[]
  readonly areas: readonly PublicArea[]
  readonly components: readonly string[]
  readonly compensation: Money | null
}

/** After it works again an outage is watched for a while before the page calls it over. */
const watchedMinutes = 15

/** Whether it belongs among what goes on or is to come. */
export function isGoingOn({ status, restoredAt, planned }: Outage, now: Temporal.Instant): boolean {
  if (status === 'confirmed' || status === 'partly-restored') return true
  return status === 'restored' && !planned && restoredAt !== null && isWatched(restoredAt, now)
}

function isWatched(restoredAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, restoredAt.add({ minutes: watchedMinutes })) < 0
}

export function publicOutage(page: Page, known: Known, now: Temporal.Instant): PublicOutage {
  const { outage, statements, hits, changedAt } = known
  const status = statusAt(known, now, now)
  const services = hits.reduce((sum, hit) => sum + hit.services, 0)
  const back = hits.reduce((sum, hit) => sum + hit.back, 0)
  const lastSaid = statements[0]?.at ?? changedAt
  const open = outage.restoredAt === null
  return {
    id: outage.id,
    number: outage.number,
    planned: outage.planned,
    title: titleOf(known),
    status,
    impact: outage.severity,
    extent: outage.extent,
    cause: outage.publicCause,
    startedAt: text(outage.startedAt),
    until: outage.planned && outage.etr ? text(outage.etr) : null,
    restoredAt: outage.restoredAt && text(outage.restoredAt),
    etr: open && !outage.planned && outage.etr ? text(outage.etr) : null,
    nextUpdateBy: open && outage.nextUpdateBy ? text(outage.nextUpdateBy) : null,
    services: rounded(services),
    servicesBack: open ? rounded(back) : rounded(services),
    areas: known.areas,
    components: known.components,
    updates: statements.map(statement => publicUpdate(page, known, statement, now)),
    compensation: compensationOf(known),
    payment: paymentOf(known),
    createdAt: text(outage.createdAt),
    updatedAt: text(later(lastSaid, changedAt)),
    // What is said counts as a change: readers of CAP and calendars tell versions apart by this number.
    revision: outage.revision + statements.length,
  }
}

const placesInTitle = 3

/** Alarms name an outage after elements, which customers do not know: to them it is called after its places. */
function titleOf({ outage, areas }: Known): string {
  if (outage.source !== 'alarm' || areas.length === 0) return outage.title
  const names = areas.slice(0, placesInTitle).map(({ name }) => name)
  return `${names.join(', ')}${areas.length > placesInTitle ? ' …' : ''}`
}

/** What somebody who looked at that instant would have been told, as far as it is known now. */
function statusAt(
  { outage, causeAt }: Pick<Known, 'outage' | 'causeAt'>,
  at: Temporal.Instant,
  now: Temporal.Instant,
): PublicStatus | PlannedStatus {
  const { restoredAt, startedAt, planned, status } = outage
  const isOver = restoredAt !== null && Temporal.Instant.compare(restoredAt, at) <= 0
  if (planned) {
    if (status === 'retracted') return 'cancelled'
    if (isOver) return 'completed'
    return Temporal.Instant.compare(startedAt, at) <= 0 ? 'in_progress' : 'scheduled'
  }
  if (isOver)
    return restoredAt !== null && status !== 'closed' && isWatched(restoredAt, now) ? 'monitoring' : 'resolved'
  return causeAt !== null && Temporal.Instant.compare(causeAt, at) <= 0 ? 'identified' : 'investigating'
}

function publicUpdate(
  page: Page,
  known: Known,
  { id, at, text: said, data }: PublicStatement,
  now: Temporal.Instant,
): PublicUpdate {
  const [first = 'en'] = page.languages
  const others = Object.entries(data.translations ?? {}).flatMap(([language, words]) =>
    isLanguage(language) && words !== '' ? [[language, words] as const] : [],
  )
  // What came before languages were asked for, or by the API without one, is taken to be in the page's first.
  const written = data.language !== undefined && isLanguage(data.language) ? data.language : first
  return {
    id: id.toString(),
    at: text(at),
    status: statusAt(known, at, now),
    text: { ...Object.fromEntries(others), [written]: said },
  }
}

function compensationOf({ outage, compensation }: Known): PublicOutage['compensation'] {
  if (outage.status === 'retracted') return null
  if (compensation !== null && compensation.stage !== 'being-assessed') return compensation.stage
  if (outage.planned) return null
  return outage.restoredAt === null ? 'not-yet-known' : 'being-assessed'
}

/** What the public is told of how the money of an outage is given; null: nothing that is known. */
export function paymentOf({ outage, compensation }: Pick<Known, 'compensation' | 'outage'>): PublicPayment | null {
  if (outage.status === 'retracted' || compensation === null || compensation.forms.length === 0) return null
  const { forms, claim, claimUntil } = compensation
  return { forms, claim, claimUntil }
}

const fewestToSay = 20

/** Two digits and never below twenty, so that nobody is found by counting. */
export function rounded(services: number): number | null {
  if (services < fewestToSay) return null
  const step = 10 ** Math.max(1, Math.floor(Math.log10(services)) - 1)
  return Math.round(services / step) * step
}

function isLanguage(text: string): text is Language {
  return languages.some(language => language === text)
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}

export function text(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}
