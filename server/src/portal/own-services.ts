import type { PortalOutage, PortalService, ReplyOf, listPortalServices } from '@pulih/contracts'
import { formatMinor, type Language } from '@pulih/kernel'
import { readSetting, type Db } from '../platform/index.ts'
import { termsOf, type Service } from '../subscribers/index.ts'
import { runningServices } from './own.ts'
import { limitsSetting } from './settings.ts'
import type { Subscriber } from './subscriber.ts'

interface Around {
  /** The day where the subscriber is. */
  readonly today: string
  readonly now: Temporal.Instant
  readonly language: Language
  readonly open: readonly PortalOutage[]
}

/** Services as their holder sees them: what he has, what he may expect of it, and whether it works now. */
export async function serviceViews(db: Db, services: readonly Service[], around: Around): Promise<PortalService[]> {
  const limits = await readSetting(db, limitsSetting)
  return Promise.all(
    services.map(async service => {
      const terms = await termsOf(db, service.id, around.today)
      const plan = terms?.plan ?? null
      const support = supportOf(service, around.today)
      const outage = support === 'active' ? outageOf(service, around) : null
      return {
        service: service.key,
        kind: service.kind,
        plan,
        monthlyFee: terms ? formatMinor(terms.monthlyFee, service.currency) : null,
        currency: service.currency,
        since: service.since,
        until: service.until,
        support,
        limits: limits
          .filter(limit => limit.kind === service.kind && (limit.plan === null || limit.plan === plan))
          .map(limit => limit.says[around.language]),
        now: support === 'ended' ? 'ended' : stateOf(outage),
        outage,
      }
    }),
  )
}

/** How it stands with all services of a subscriber, however many there are. */
export async function overallState(
  db: Db,
  me: Subscriber,
  around: Around,
): Promise<ReplyOf<typeof listPortalServices>['overall']> {
  const named = [...new Set(around.open.flatMap(({ services }) => services.map(({ service }) => service)))]
  const { running, among } = await runningServices(db, me, around.today, named)
  const states = among.map(key => outageOf({ key }, around)).filter(outage => outage !== null)
  const [down, degraded] = [
    states.filter(outage => stateOf(outage) === 'down'),
    states.filter(outage => stateOf(outage) === 'degraded'),
  ]
  return {
    running,
    down: down.length,
    degraded: degraded.length,
    worst: down[0] ?? degraded[0] ?? null,
    planned: states.find(({ state }) => state === 'planned') ?? null,
  }
}

/** Support goes with the service: from its first day to its last, that day included. */
function supportOf({ since, until }: Service, today: string): PortalService['support'] {
  if (until !== null && until < today) return 'ended'
  return since !== null && since > today ? 'not-begun' : 'active'
}

/** The outage that hits a service now, before one that is planned for it. One that was restored in part may be over for it. */
function outageOf({ key }: Pick<Service, 'key'>, { open, now }: Around): PortalOutage | null {
  const hits = open.filter(outage =>
    outage.services.some(
      ({ service, to }) =>
        service === key && (to === null || Temporal.Instant.compare(Temporal.Instant.from(to), now) > 0),
    ),
  )
  return hits.find(({ state }) => state === 'ongoing') ?? hits.find(({ state }) => state === 'planned') ?? null
}

function stateOf(outage: PortalOutage | null): PortalService['now'] {
  if (outage?.state !== 'ongoing') return 'works'
  return outage.extent === 'total' ? 'down' : 'degraded'
}
