import { mistake } from '../../../platform/index.ts'
import type { Signal, SignalMistake, Understood } from '../alarm.ts'
import { instantOf, labelsOf, textOf, wholeMilliseconds, type Foreign } from './reading.ts'
import { effectOf, elementNames, severityOf, type Reading } from './understand.ts'

/**
 * What LibreNMS sends through its transport "API" with the template of our documentation. It calls the content text/plain.
 * https://docs.librenms.org/Alerting/Transports/API/
 */
export function fromLibreNms(alert: Foreign, reading: Reading): Understood {
  const read = oneAlert(alert, reading)
  return 'pointer' in read
    ? { signals: [], mistakes: [read], truncated: 0 }
    : { signals: [read], mistakes: [], truncated: 0 }
}

function oneAlert(alert: Foreign, { mapping, receivedAt }: Reading): Signal | SignalMistake {
  // The alert's number stays the same for device and rule; `uid` is a new one for each change and only better than nothing.
  const id = textOf(alert['alert_id']) ?? textOf(alert['uid']) ?? textOf(alert['id'])
  if (id === null) return mistake('/alert_id', 'missing')
  const labels = labelsOf(
    { host: alert['host'] ?? alert['hostname'] },
    { ...alert, title: undefined, severity: undefined, state: undefined, ts: undefined, timestamp: undefined },
  )
  const title = textOf(alert['title']) ?? textOf(alert['name'])
  const severity = severityOf(textOf(alert['severity']))
  const about = {
    key: id,
    names: elementNames(labels, mapping),
    severity,
    effect: effectOf([title, textOf(alert['rule'])], severity, mapping),
    summary: title ?? 'Alarm',
    labels,
  }
  const at = instantOf(alert['ts'] ?? alert['timestamp'], mapping.timeZone, receivedAt) ?? wholeMilliseconds(receivedAt)
  switch (textOf(alert['state'])?.toLowerCase()) {
    case '0':
    case 'ok':
    case 'recovered':
      return { ...about, is: 'cleared', raisedAt: null, clearedAt: at }
    case '2':
    case 'acknowledged':
      return { ...about, is: 'acknowledged' }
    // Raised, worse, better, changed: all of them are still there.
    case '1':
    case '3':
    case '4':
    case '5':
    case 'alert':
    case 'alerting':
    case 'worse':
    case 'better':
    case 'changed':
      return { ...about, is: 'raised', raisedAt: at }
    default:
      return mistake('/state', 'unknown-word', { known: '0, 1, 2, 3, 4, 5' })
  }
}
