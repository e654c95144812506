import type { Step } from './trace.ts'
import type { Payment, Remoteness, Scheme, ServiceKind, SubscriberType, Who } from './vocabulary.ts'

/** What decides whether a scheme is for this service at all; nothing here changes with time or outage. */
export interface Profile {
  readonly kind: ServiceKind
  readonly subscriber: SubscriberType
  readonly payment: Payment
  readonly region: string | null
  readonly remoteness: Remoteness | null
}

export interface Provider {
  readonly designated: boolean
  readonly signatoryOf: readonly string[]
}

/** Why a rule is not for this service; null if it is. */
export function notFor(who: Who, profile: Profile, provider: Provider): Step | null {
  const out = (code: string, found: string, covered: readonly string[]): Step => ({ code, values: { found, covered } })
  if (who.services && !who.services.includes(profile.kind))
    return out('service-not-covered', profile.kind, who.services)
  if (who.subscribers && !who.subscribers.includes(profile.subscriber))
    return out('subscriber-not-covered', profile.subscriber, who.subscribers)
  if (who.payment && !who.payment.includes(profile.payment))
    return out('payment-not-covered', profile.payment, who.payment)
  if (who.remoteness && !(profile.remoteness && who.remoteness.includes(profile.remoteness))) {
    return out('remoteness-not-covered', profile.remoteness ?? 'unknown', who.remoteness)
  }
  if (who.regions && !(profile.region !== null && coversRegion(who.regions, profile.region))) {
    return out('region-not-covered', profile.region ?? 'unknown', who.regions)
  }
  if (who.designated && !provider.designated) return { code: 'provider-not-designated', values: {} }
  if (who.signatoryOf !== undefined && !provider.signatoryOf.includes(who.signatoryOf)) {
    return { code: 'provider-not-signatory', values: { code: who.signatoryOf } }
  }
  return null
}

/** The heads of a scheme that are for this service; the reason if there are none. */
export function headsFor(scheme: Scheme, profile: Profile, provider: Provider): readonly string[] | Step {
  const reason = notFor(scheme.who, profile, provider)
  if (reason) return reason
  const heads = scheme.heads.filter(head => !head.who || notFor(head.who, profile, provider) === null)
  if (heads.length > 0) return heads.map(head => head.id)
  const [first] = scheme.heads
  return (first?.who && notFor(first.who, profile, provider)) ?? { code: 'no-head-for-service', values: {} }
}

export function coversRegion(regions: readonly string[], region: string): boolean {
  return regions.some(
    covered => region === covered || region.startsWith(`${covered}.`) || region.startsWith(`${covered}-`),
  )
}
