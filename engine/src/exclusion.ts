import type { Interval } from '@pulih/kernel'
import type { CompiledHead } from './compile.ts'
import type { Facts, Interruption } from './facts.ts'
import type { Step } from './trace.ts'
import type { Head, Scheme } from './vocabulary.ts'

/** Why an interruption does not count under a head; null if it does. */
export function exclusion(head: Head, compiled: CompiledHead | null, interruption: Interruption): Step | null {
  const { counts } = head
  const out = (code: string, values: Record<string, string | number> = {}): Step => ({ code, values })
  if (!counts.extent.includes(interruption.extent)) return out('extent-not-covered', { extent: interruption.extent })
  const causes = counts.causes
  if (causes?.except?.includes(interruption.cause))
    return out('cause-excluded', { cause: interruption.cause, proof: causes.proof })
  if (causes?.only && !causes.only.includes(interruption.cause))
    return out('cause-not-covered', { cause: interruption.cause, proof: causes.proof })
  if (!compiled) return null
  if (interruption.planned) {
    const { planned } = compiled
    if (planned === 'excluded') return out('planned-work')
    if (planned !== 'counts') {
      const announced = interruption.noticeSeconds !== null && interruption.noticeSeconds >= planned.noticeSeconds
      const short = planned.upToSeconds === null || interruption.to - interruption.from <= planned.upToSeconds
      if (announced && short) return out('planned-work-announced', { noticeSeconds: interruption.noticeSeconds ?? 0 })
    }
  }
  if (
    compiled.subscribersHit &&
    !(interruption.subscribersHit !== null && within(interruption.subscribersHit, compiled.subscribersHit))
  ) {
    return out('event-too-small', {
      what: 'subscribers',
      found: interruption.subscribersHit ?? 'unknown',
      limit: compiled.subscribersHit.than,
    })
  }
  if (compiled.sitesHit && !(interruption.sitesHit !== null && within(interruption.sitesHit, compiled.sitesHit))) {
    return out('event-too-small', {
      what: 'sites',
      found: interruption.sitesHit ?? 'unknown',
      limit: compiled.sitesHit.than,
    })
  }
  return null
}

function within(value: number, limit: { readonly is: string; readonly than: number }): boolean {
  return limit.is === '>'
    ? value > limit.than
    : limit.is === '>='
      ? value >= limit.than
      : limit.is === '<'
        ? value < limit.than
        : value <= limit.than
}

/** A limit on the length looks at whole interruptions, overlaps merged: who splits a report in two changes nothing. */
export function tooShortOrLong(compiled: CompiledHead | undefined, interval: Interval): Step | null {
  const seconds = interval.to - interval.from
  if (!compiled?.length || within(seconds, compiled.length)) return null
  return { code: 'interruption-too-short', values: { seconds, limit: compiled.length.than, is: compiled.length.is } }
}

export function joinedTooLate(scheme: Scheme, facts: Facts, interruption: Interruption): Step | null {
  if (!scheme.who.joinedBeforeOnset || facts.since === null) return null
  const onset = facts.days.dateAt(interruption.from)
  return facts.since < onset ? null : { code: 'joined-after-onset', values: { since: facts.since } }
}
