import { numbered, type Random } from '../operator/random.ts'
import type { Failure, NetworkElement, Seconds } from './failure.ts'
import type { Alert } from './notifications.ts'
import type { Restart } from './unrelated.ts'

/** How serious it is when an element does not answer. */
const severities: Readonly<Record<string, string>> = {
  core: 'critical',
  pop: 'critical',
  olt: 'major',
  site: 'major',
  pon: 'minor',
  sector: 'minor',
  cpe: 'minor',
}

export interface Storm {
  readonly elements: readonly NetworkElement[]
  readonly failed: string
  readonly failure: Failure
  /** An element that has nothing to do with the failure and comes and goes. */
  readonly flapping: NetworkElement | undefined
  readonly restarted: Restart
}

/**
 * What the monitoring sees: one alarm for each element that does not answer, in the order in which its polls find out, so that what failed
 * is not the first; a warning where an uplink is gone; and two things that only look as if they belonged to it.
 */
export function alertsOf(storm: Storm, random: Random): Alert[] {
  const { elements, failed, failure, flapping, restarted } = storm
  const cut = failure.down.get(failed)?.from ?? 0
  const end = failure.down.get(failed)?.to ?? 0
  const alerts = elements.flatMap(element => {
    const down = failure.down.get(element.id)
    if (!down) return []
    const startsAt = down.from + (element.id === failed ? 75 : 20 + random.below(160))
    return [unreachable(element, startsAt, down.to + 10 + random.below(60))]
  })
  for (const element of failure.saved) {
    const labels = { alertname: 'RedundancyLost', ...placeOf(element), severity: 'warning' }
    const summary = `${element.name} has lost an uplink`
    alerts.push(alert(labels, summary, cut + 20 + random.below(120), end + 10 + random.below(60)))
  }
  if (flapping) alerts.push(...flaps(flapping, cut, random))
  const labels = { alertname: 'AccessServerRestarted', instance: restarted.nas, severity: 'major' }
  alerts.push(alert(labels, `The access server ${restarted.nas} has restarted`, restarted.at, restarted.until))
  return alerts
}

/** Long enough to be told each time, from an hour before the cut until some time after it. */
function flaps(element: NetworkElement, cut: Seconds, random: Random): Alert[] {
  let at = cut - 3600
  return Array.from({ length: 8 }, () => {
    const end = at + 360 + random.below(120)
    const flap = unreachable(element, at, end)
    at = end + 300 + random.below(120)
    return flap
  })
}

function unreachable(element: NetworkElement, startsAt: Seconds, endsAt: Seconds): Alert {
  const severity = severities[element.kind] ?? 'minor'
  const labels = { alertname: 'ElementUnreachable', ...placeOf(element), severity }
  return alert(labels, `${element.name} does not answer`, startsAt, endsAt)
}

function placeOf({ id, kind, area }: NetworkElement): Record<string, string> {
  return { area, element: id, kind }
}

const mix = [numbered(1, 1), numbered(1, 2)] as const

function alert(labels: Alert['labels'], summary: string, startsAt: Seconds, endsAt: Seconds): Alert {
  return { labels, summary, startsAt, endsAt, fingerprint: fingerprintOf(labels) }
}

/** The same for the same labels, as it has to be; not the hash that Prometheus takes. */
function fingerprintOf(labels: Alert['labels']): string {
  const text = JSON.stringify(labels)
  return mix
    .map(each => {
      let word = 0
      for (let at = 0; at < text.length; at += 1) word = each(word ^ text.charCodeAt(at))
      return word.toString(16).padStart(8, '0')
    })
    .join('')
}
