import type { PortalOutage } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { outagesOfCustomer, type CustomerOutage } from '../outages/index.ts'
import type { Db } from '../platform/index.ts'
import type { Subscriber } from './subscriber.ts'

const mostOutages = 200
const shownHours = 365 * 24

/** What hit services of a subscriber in the last year, goes on or is planned; newest first. */
export async function recentOutages(
  db: Db,
  me: Subscriber,
  now: Temporal.Instant,
  language: Language,
): Promise<PortalOutage[]> {
  const since = now.subtract({ hours: shownHours })
  const found = await outagesOfCustomer(db, { customerId: me.customerId, since, limit: mostOutages })
  return found.map(outage => outageView(outage, now, language))
}

/** What goes on now or is planned. */
export async function openOutages(
  db: Db,
  me: Subscriber,
  now: Temporal.Instant,
  language: Language,
): Promise<PortalOutage[]> {
  const found = await outagesOfCustomer(db, { customerId: me.customerId, since: null, limit: mostOutages })
  return found.map(outage => outageView(outage, now, language))
}

function outageView(outage: CustomerOutage, now: Temporal.Instant, language: Language): PortalOutage {
  const text = (instant: Temporal.Instant | null) => instant?.toString() ?? null
  return {
    outage: outage.number,
    state: stateOf(outage, now),
    planned: outage.planned,
    extent: outage.extent,
    from: outage.startedAt.toString(),
    to: text(outage.restoredAt),
    etr: text(outage.etr),
    nextUpdateBy: text(outage.nextUpdateBy),
    cause: outage.publicCause,
    services: outage.services.map(({ service, kind, from, to, money, appeal }) => ({
      service,
      kind,
      from,
      to,
      automatic: money,
      appeal,
    })),
    updates: outage.updates.map(update => updateIn(update, language)),
  }
}

/** In the language that was asked for where somebody wrote it in that, otherwise as it was written. */
function updateIn(
  { at, text, language: written, translations }: CustomerOutage['updates'][number],
  language: Language,
): PortalOutage['updates'][number] {
  const translated = written === language ? undefined : translations[language]
  if (translated) return { at, text: translated, language }
  return { at, text, language: languages.find(each => each === written) ?? null }
}

function stateOf({ restoredAt, startedAt }: CustomerOutage, now: Temporal.Instant): PortalOutage['state'] {
  if (restoredAt !== null) return 'restored'
  return Temporal.Instant.compare(startedAt, now) > 0 ? 'planned' : 'ongoing'
}
