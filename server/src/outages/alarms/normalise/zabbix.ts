import { mistake } from '../../../platform/index.ts'
import type { Signal, SignalMistake, Understood } from '../alarm.ts'
import { instantOf, labelsOf, textOf, wholeMilliseconds, type Foreign } from './reading.ts'
import { effectOf, elementNames, severityOf, type Reading } from './understand.ts'

/**
 * What a Zabbix media type of the kind "webhook" sends with the parameters of our documentation. Zabbix has no form of its own:
 * https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook
 */
export function fromZabbix(event: Foreign, reading: Reading): Understood {
  const read = oneEvent(event, reading)
  return 'pointer' in read
    ? { signals: [], mistakes: [read], truncated: 0 }
    : { signals: [read], mistakes: [], truncated: 0 }
}

function oneEvent(event: Foreign, { mapping, receivedAt }: Reading): Signal | SignalMistake {
  const id = textOf(event['event_id'])
  const trigger = textOf(event['trigger_id'])
  if (id === null && trigger === null) return mistake('/event_id', 'missing')
  const name = textOf(event['name'])
  const labels = {
    ...tagsOf(textOf(event['tags'], 4000)),
    ...labelsOf({ host: event['host'], ip: event['host_ip'] ?? event['ip'], event_id: id, trigger_id: trigger }),
  }
  const severity = severityOf(textOf(event['severity']) ?? textOf(event['nseverity']))
  const about = {
    // A trigger that flaps makes a new event each time and stays the same trigger; without it the event is all there is.
    key: trigger === null ? `event:${id}` : `trigger:${trigger}`,
    names: elementNames(labels, mapping),
    severity,
    effect: effectOf([name], severity, mapping),
    summary: name ?? 'Alarm',
    labels,
  }
  const at = (date: unknown, time: unknown) =>
    instantOf([textOf(date), textOf(time)].filter(text => text !== null).join(' '), mapping.timeZone, receivedAt)
  // A recovery reuses number, date and time of its problem; when it recovered stands apart, if the media type sends it.
  const raisedAt = at(event['date'], event['time'])
  switch (textOf(event['status'])) {
    case '1':
    case 'PROBLEM':
      if (/\backnowledged\b/i.test(textOf(event['update_action']) ?? '')) return { ...about, is: 'acknowledged' }
      return { ...about, is: 'raised', raisedAt: raisedAt ?? wholeMilliseconds(receivedAt) }
    case '0':
    case 'OK':
    case 'RESOLVED':
      return {
        ...about,
        is: 'cleared',
        raisedAt,
        clearedAt: at(event['recovery_date'], event['recovery_time']) ?? wholeMilliseconds(receivedAt),
      }
    default:
      return mistake('/status', 'unknown-word', { known: '1 (PROBLEM), 0 (RESOLVED)' })
  }
}

/** `{EVENT.TAGS}`: `site:OLT-042, pon:1/1/3`. */
function tagsOf(tags: string | null): Record<string, string> {
  const pairs = (tags ?? '')
    .split(/,\s*/)
    .map(tag => [tag.slice(0, Math.max(0, tag.indexOf(':'))).trim(), tag.slice(tag.indexOf(':') + 1).trim()])
  return labelsOf(Object.fromEntries(pairs.filter(([name]) => name !== '')))
}
