import type { BodyOf, OutageScope, updateOutage } from '@pulih/contracts'
import { readOptionalInstant } from '../api/instants.ts'

type Facts = BodyOf<typeof updateOutage>

/** The options by which people say what an outage is. Their words were checked when they were read. */
export interface FactOptions {
  readonly title?: string
  readonly cause?: NonNullable<Facts['cause']>
  readonly publicCause?: string
  readonly severity?: NonNullable<Facts['severity']>
  readonly extent?: NonNullable<Facts['extent']>
  readonly delivered?: string
  readonly kind?: NonNullable<Facts['kinds']>
  readonly known?: string
  readonly noticed?: string
  readonly subscribers?: number
  readonly sites?: number
}

export interface PlaceOptions {
  readonly element?: string[]
  readonly area?: string[]
  readonly service?: string[]
}

/** Only what was said; the rest stays as it is. */
export function factsOf(options: FactOptions): Facts {
  const { title, cause, publicCause, severity, extent, delivered, kind, known, noticed, subscribers, sites } = options
  const knownAt = readOptionalInstant(known, '--known')
  return {
    ...(title === undefined ? {} : { title }),
    ...(cause === undefined ? {} : { cause }),
    ...(publicCause === undefined ? {} : { publicCause }),
    ...(severity === undefined ? {} : { severity }),
    ...(extent === undefined ? {} : { extent }),
    ...(delivered === undefined ? {} : { deliveredShare: delivered }),
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(typeof knownAt === 'string' ? { knownAt } : {}),
    ...(noticed === undefined ? {} : { noticedAt: readOptionalInstant(noticed, '--noticed') ?? null }),
    ...(subscribers === undefined ? {} : { subscribersHit: subscribers }),
    ...(sites === undefined ? {} : { sitesHit: sites }),
  }
}

export function scopeOf({ element, area, service }: PlaceOptions): OutageScope {
  return {
    ...(element === undefined ? {} : { elements: element }),
    ...(area === undefined ? {} : { areas: area }),
    ...(service === undefined ? {} : { services: service }),
  }
}

export function isPlaced({ element, area, service }: PlaceOptions): boolean {
  return element !== undefined || area !== undefined || service !== undefined
}
