import { createHash } from 'node:crypto'
import { mistake } from '../../../platform/index.ts'
import type { Signal, SignalMistake, Understood } from '../alarm.ts'
import { instantOf, labelsOf, objectOf, textOf, type Foreign } from './reading.ts'
import { effectOf, elementNames, severityOf, type Reading } from './understand.ts'

/**
 * Alertmanager's webhook, version 4, and Grafana's, which has the same form with additions.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
export function fromAlertmanager(payload: Foreign, reading: Reading): Understood {
  const list = payload['alerts']
  if (!Array.isArray(list)) return { signals: [], mistakes: [mistake('/alerts', 'not-a-list')], truncated: 0 }
  const signals: Signal[] = []
  const mistakes: SignalMistake[] = []
  list.forEach((entry: unknown, index) => {
    const read = oneAlert(objectOf(entry), reading)
    if ('pointer' in read) mistakes.push({ ...read, pointer: `/alerts/${index}${read.pointer}` })
    else signals.push(read)
  })
  const truncated = Number(payload['truncatedAlerts'] ?? 0)
  return { signals, mistakes, truncated: Number.isSafeInteger(truncated) && truncated > 0 ? truncated : 0 }
}

function oneAlert(alert: Foreign | null, { mapping, receivedAt }: Reading): Signal | SignalMistake {
  if (alert === null) return mistake('', 'not-an-object')
  const given = objectOf(alert['labels'])
  if (given === null) return mistake('/labels', 'not-an-object')
  const labels = labelsOf(given)
  const annotations = objectOf(alert['annotations']) ?? {}
  const raisedAt = instantOf(alert['startsAt'], mapping.timeZone, receivedAt)
  if (raisedAt === null) return mistake('/startsAt', 'not-an-instant', { example: '2026-09-10T08:00:00Z' })
  const severity = severityOf(labels['severity'] ?? labels['priority'] ?? null)
  const name = labels['alertname'] ?? null
  const summary =
    textOf(annotations['summary']) ?? textOf(annotations['description']) ?? textOf(annotations['message']) ?? name
  const about = {
    key: textOf(alert['fingerprint'], 200) ?? fingerprintOf(labels),
    names: elementNames(labels, mapping),
    severity,
    effect: effectOf([name, summary], severity, mapping),
    summary: summary ?? 'Alarm',
    labels,
  }
  switch (alert['status']) {
    case 'firing':
      return { ...about, is: 'raised', raisedAt }
    case 'resolved':
      // While an alert fires its end is either never or a guess; only a resolved one has a real end.
      return {
        ...about,
        is: 'cleared',
        raisedAt,
        clearedAt: later(raisedAt, instantOf(alert['endsAt'], mapping.timeZone, receivedAt) ?? receivedAt),
      }
    default:
      return mistake('/status', 'unknown-word', { known: 'firing, resolved' })
  }
}

/** Old versions send none; the labels are what makes an alert the same. */
function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32)
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other
}
