import { createHash } from 'node:crypto'
import { mistake } from '../../../platform/index.ts'
import type { SignalMistake, Signal, Understood } from '../alarm.ts'
import { instantOf, labelsOf, objectOf, textOf, wholeMilliseconds, type Foreign } from './reading.ts'
import { effectOf, elementNames, severityOf, type Reading } from './understand.ts'

/**
 * An event of PagerDuty's Events API v2, which many tools can emit.
 * https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 */
export function fromPagerDuty(event: Foreign, reading: Reading): Understood {
  const read = oneEvent(event, reading)
  return 'pointer' in read
    ? { signals: [], mistakes: [read], truncated: 0 }
    : { signals: [read], mistakes: [], truncated: 0 }
}

function oneEvent(event: Foreign, { mapping, receivedAt }: Reading): Signal | SignalMistake {
  const action = textOf(event['event_action'])
  // Only a trigger must have a payload; the others name the trigger by its key.
  const payload = objectOf(event['payload']) ?? {}
  const details = objectOf(payload['custom_details'])
  const labels = labelsOf(details, { ...payload, summary: undefined, severity: undefined, timestamp: undefined })
  const summary = textOf(payload['summary'])
  if (action === 'trigger' && summary === null) return mistake('/payload/summary', 'missing')
  const key = textOf(event['dedup_key'], 255)
  if (action !== 'trigger' && key === null) return mistake('/dedup_key', 'missing')
  const severity = severityOf(textOf(payload['severity']))
  const about = {
    key: (key ?? keyOf(payload)).slice(0, 200),
    names: elementNames(labels, mapping),
    severity,
    effect: effectOf([summary, textOf(payload['class'])], severity, mapping),
    summary: summary ?? 'Alarm',
    labels,
  }
  const at = instantOf(payload['timestamp'], mapping.timeZone, receivedAt) ?? wholeMilliseconds(receivedAt)
  switch (action) {
    case 'trigger':
      return { ...about, is: 'raised', raisedAt: at }
    case 'resolve':
      return { ...about, is: 'cleared', raisedAt: null, clearedAt: at }
    case 'acknowledge':
      return { ...about, is: 'acknowledged' }
    default:
      return mistake('/event_action', 'unknown-word', { known: 'trigger, acknowledge, resolve' })
  }
}

/** A trigger without a key of its own is the same when it says the same of the same place. */
function keyOf(payload: Foreign): string {
  const same = ['source', 'component', 'group', 'class', 'summary'].map(name => textOf(payload[name]))
  return createHash('sha256').update(JSON.stringify(same)).digest('hex').slice(0, 32)
}
