import type { AlarmEffect, AlarmMapping, AlarmSeverity } from '@pulih/contracts'
import type { ElementName } from '../alarm.ts'

/** How one source is read: the operator's mapping, and when the message came. */
export interface Reading {
  readonly mapping: AlarmMapping
  readonly receivedAt: Temporal.Instant
}

/**
 * Where an element's key is looked for when the operator has not said it: a label, or several in a template. What names a part
 * comes before what names the device.
 */
export const usualPlaces = [
  'element',
  'ont',
  'onu',
  '{olt}/{pon}',
  '{site}/{pon}',
  '{host}/{pon}',
  '{instance}/{pon}',
  'pon',
  'cell',
  'olt',
  'node',
  'site',
  'host',
  'hostname',
  'sysName',
  'source',
  'component',
  'instance',
] as const

/** Labels that name a part of a device, the smallest first. */
const partLabels = ['ont', 'onu', 'port', 'interface', 'ifName', 'device', 'pon', 'card', 'slot'] as const

/**
 * The names under which the network may know the element. A name is exact when it uses the smallest part that the alarm speaks
 * of: that one port of a device is dark must not be read as the whole device being dark.
 */
export function elementNames(labels: Readonly<Record<string, string>>, { element }: AlarmMapping): ElementName[] {
  const part = partLabels.find(name => labels[name] !== undefined)
  const names: ElementName[] = []
  const add = (key: string, exact: boolean) => {
    if (key !== '' && key.length <= 200 && names.length < 12 && !names.some(name => name.key === key))
      names.push({ key, exact })
  }
  for (const place of element.length > 0 ? element : usualPlaces) {
    const used = place.includes('{') ? [...place.matchAll(/\{([^{}]+)\}/g)].map(match => match[1] ?? '') : [place]
    const values = used.map(name => labels[name])
    if (values.some(value => value === undefined)) continue
    const exact = part === undefined || used.includes(part) || place === 'element'
    const filled = place.includes('{')
      ? place.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => labels[name] ?? '')
      : (values[0] ?? '')
    add(filled, exact)
    // Prometheus names a target with its scheme and port, the network does not.
    if (used.includes('instance')) add(filled.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, ''), exact)
  }
  return names
}

const severityWords: Readonly<Record<string, AlarmSeverity>> = {
  critical: 'critical',
  crit: 'critical',
  disaster: 'critical',
  emergency: 'critical',
  fatal: 'critical',
  page: 'critical',
  '5': 'critical',
  major: 'major',
  error: 'major',
  high: 'major',
  '4': 'major',
  minor: 'minor',
  average: 'minor',
  '3': 'minor',
  warning: 'warning',
  warn: 'warning',
  '2': 'warning',
  'not classified': 'warning',
  '0': 'warning',
  info: 'info',
  information: 'info',
  informational: 'info',
  none: 'info',
  ok: 'info',
  '1': 'info',
}

/** A severity in our words. One that is missing or that nobody knows is major, so that no filter loses it by accident. */
export function severityOf(word: string | null): AlarmSeverity {
  return severityWords[word?.toLowerCase() ?? ''] ?? 'major'
}

/** Words that say that something does not answer or carries nothing. */
const usualUnreachable = [
  'down',
  'unreachable',
  'not reachable',
  'unavailable',
  'offline',
  'los',
  'lof',
  'loss of signal',
  'loss of frame',
  'losi',
  'dying gasp',
  'no response',
  'not responding',
  'no icmp',
  'unavailable by icmp',
  'probe failure',
  'ping failed',
  'power failure',
  'power fail',
  'no power',
  'fibre cut',
  'fiber cut',
]

/**
 * What an alarm means for the services behind its element. Only what says that the element is gone is evidence of an outage; an
 * overload or a high temperature is kept beside it but proves nothing.
 */
export function effectOf(
  texts: readonly (string | null)[],
  severity: AlarmSeverity,
  { unreachable }: AlarmMapping,
): AlarmEffect {
  if (severity === 'info') return 'none'
  const said = asWords(texts.filter(text => text !== null).join(' | '))
  const words = unreachable.length > 0 ? unreachable : usualUnreachable
  if (words.some(word => said.includes(asWords(word)))) return 'unreachable'
  return severity === 'critical' || severity === 'major' ? 'degraded' : 'none'
}

/** `OltLos` and `olt_los` both as ` olt los `. */
function asWords(text: string): string {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim()
  return ` ${words} `
}
