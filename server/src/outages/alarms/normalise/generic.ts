import { alarmEffects, alarmSeverities } from '@pulih/contracts'
import { mistake } from '../../../platform/index.ts'
import type { Signal, SignalMistake, Understood } from '../alarm.ts'
import { instantOf, labelsOf, objectOf, textOf, wholeMilliseconds, type Foreign } from './reading.ts'
import { effectOf, elementNames, severityOf, type Reading } from './understand.ts'

/** Our own form, for scripts and files: `{"alarms": [{"key": …, "element": …}]}`, or one alarm alone. */
export function fromGeneric(payload: Foreign, reading: Reading): Understood {
  const list = payload['alarms'] ?? [payload]
  if (!Array.isArray(list)) return { signals: [], mistakes: [mistake('/alarms', 'not-a-list')], truncated: 0 }
  const signals: Signal[] = []
  const mistakes: SignalMistake[] = []
  const where = (index: number) => (payload['alarms'] === undefined ? '' : `/alarms/${index}`)
  list.forEach((entry: unknown, index) => {
    const read = oneAlarm(objectOf(entry), reading)
    if ('pointer' in read) mistakes.push({ ...read, pointer: `${where(index)}${read.pointer}` })
    else signals.push(read)
  })
  return { signals, mistakes, truncated: 0 }
}

function oneAlarm(alarm: Foreign | null, { mapping, receivedAt }: Reading): Signal | SignalMistake {
  if (alarm === null) return mistake('', 'not-an-object')
  const key = textOf(alarm['key'], 200)
  if (key === null) return mistake('/key', 'missing')
  for (const field of ['raisedAt', 'clearedAt']) {
    const given = textOf(alarm[field])
    if (given !== null && instantOf(given, mapping.timeZone, receivedAt) === null)
      return mistake(`/${field}`, 'not-an-instant', { example: '2026-09-10T08:00:00+02:00' })
  }
  const severityWord = textOf(alarm['severity'])
  if (severityWord !== null && !alarmSeverities.some(word => word === severityWord))
    return mistake('/severity', 'unknown-word', { known: alarmSeverities.join(', ') })
  const effectWord = textOf(alarm['effect'])
  const effect = alarmEffects.find(word => word === effectWord)
  if (effectWord !== null && effect === undefined)
    return mistake('/effect', 'unknown-word', { known: alarmEffects.join(', ') })
  const labels = labelsOf({ element: alarm['element'] }, objectOf(alarm['labels']))
  const severity = severityOf(severityWord)
  const summary = textOf(alarm['summary'])
  const about = {
    key,
    names: elementNames(labels, mapping),
    severity,
    effect: effect ?? effectOf([summary], severity, mapping),
    summary: summary ?? 'Alarm',
    labels,
  }
  const raisedAt = instantOf(alarm['raisedAt'], mapping.timeZone, receivedAt)
  const clearedAt = instantOf(alarm['clearedAt'], mapping.timeZone, receivedAt)
  switch (textOf(alarm['state']) ?? (clearedAt === null ? 'raised' : 'cleared')) {
    case 'raised':
      return { ...about, is: 'raised', raisedAt: raisedAt ?? wholeMilliseconds(receivedAt) }
    case 'cleared':
      return { ...about, is: 'cleared', raisedAt, clearedAt: clearedAt ?? wholeMilliseconds(receivedAt) }
    case 'acknowledged':
      return { ...about, is: 'acknowledged' }
    default:
      return mistake('/state', 'unknown-word', { known: 'raised, cleared, acknowledged' })
  }
}
