import type { Seconds } from './failure.ts'

export interface Alert {
  readonly labels: Readonly<Record<string, string>>
  readonly summary: string
  readonly startsAt: Seconds
  readonly endsAt: Seconds
  readonly fingerprint: string
}

/** One call of a webhook: when, and what it brings. */
export interface Notification {
  readonly at: Seconds
  readonly body: object
}

/** The defaults of Alertmanager: https://prometheus.io/docs/alerting/latest/configuration/#route */
const groupWait = 30
const groupInterval = 300
const repeatInterval = 4 * 3600

/**
 * What Alertmanager would send for these alerts, grouped by name and area: the first notice of a group after a short wait, then one each
 * five minutes in which something began or ended, and the same again after four hours.
 * The body is version 4: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function notificationsOf(alerts: readonly Alert[]): Notification[] {
  const groups = Map.groupBy(alerts, ({ labels }) => JSON.stringify(groupLabels(labels)))
  return [...groups.values()]
    .flatMap(group => [...notificationsOfGroup(group.toSorted((a, b) => a.startsAt - b.startsAt))])
    .toSorted((a, b) => a.at - b.at)
}

function* notificationsOfGroup(alerts: readonly Alert[]): Generator<Notification> {
  const told = new Set<Alert>()
  const done = new Set<Alert>()
  let last = -Infinity
  let at = (alerts[0]?.startsAt ?? 0) + groupWait
  for (;;) {
    const firing = alerts.filter(alert => alert.startsAt <= at && alert.endsAt > at)
    const resolved = alerts.filter(alert => alert.endsAt <= at && told.has(alert) && !done.has(alert))
    const isNews = resolved.length > 0 || firing.some(alert => !told.has(alert))
    if (isNews || (firing.length > 0 && at - last >= repeatInterval)) {
      yield { at, body: bodyOf(firing, resolved) }
      last = at
    }
    for (const alert of firing) told.add(alert)
    for (const alert of resolved) done.add(alert)
    const time = at
    const next = alerts.find(alert => alert.startsAt > time)
    if (firing.length > 0) at += groupInterval
    else if (next) at = Math.max(at + groupInterval, next.startsAt + groupWait)
    else return
  }
}

function bodyOf(firing: readonly Alert[], resolved: readonly Alert[]): object {
  const alerts = [...firing, ...resolved]
  const shared = groupLabels(alerts[0]?.labels ?? {})
  return {
    receiver: 'pulih',
    status: firing.length > 0 ? 'firing' : 'resolved',
    alerts: alerts.map((alert, at) => ({
      status: at < firing.length ? 'firing' : 'resolved',
      labels: alert.labels,
      annotations: { summary: alert.summary },
      startsAt: instant(alert.startsAt),
      endsAt: at < firing.length ? '0001-01-01T00:00:00Z' : instant(alert.endsAt),
      generatorURL: 'http://prometheus.example.org/graph?g0.expr=probe_success+%3D%3D+0',
      fingerprint: alert.fingerprint,
    })),
    groupLabels: shared,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ summary }) => ({ summary }))),
    externalURL: 'http://alertmanager.example.org',
    version: '4',
    groupKey: `{}:{${Object.entries(shared)
      .map(([name, value]) => `${name}="${value}"`)
      .join(', ')}}`,
    truncatedAlerts: 0,
  }
}

function groupLabels(labels: Alert['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name === 'alertname' || name === 'area'))
}

function common(all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [first = {}] = all
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => all.every(each => each[name] === value)))
}

export function instant(seconds: Seconds): string {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
}
