import type { AlarmMapping, AlarmSettings, AlarmSourceKind } from '@pulih/contracts'
import { problem, requireMatch, type Work } from '../../platform/index.ts'
import { lockSettingsRow, writeAlarmSettings } from './settings-store.ts'
import { insertSource, lockSource, updateSource, usualMapping } from './source-store.ts'

export async function addSource(
  work: Work,
  name: string,
  kind: AlarmSourceKind,
  mapping: Partial<AlarmMapping>,
): Promise<void> {
  const whole = { ...usualMapping, ...mapping }
  requireZone(whole.timeZone)
  await insertSource(work.tx, name, kind, whole)
  work.audit('alarms.add-source', name, { kind })
}

export async function changeSource(
  work: Work,
  name: string,
  ifMatch: string | null,
  { enabled, mapping }: { readonly enabled?: boolean; readonly mapping?: Partial<AlarmMapping> },
): Promise<void> {
  const source = await lockSource(work.tx, name)
  requireMatch(ifMatch, source.revision)
  const next = { ...source, enabled: enabled ?? source.enabled, mapping: { ...source.mapping, ...mapping } }
  requireZone(next.mapping.timeZone)
  await updateSource(work.tx, next)
  work.audit('alarms.change-source', name, { enabled: next.enabled, mapping: next.mapping })
}

export async function changeSettings(
  work: Work,
  ifMatch: string | null,
  change: Partial<AlarmSettings>,
): Promise<void> {
  const { revision } = await lockSettingsRow(work.tx)
  requireMatch(ifMatch, revision)
  await writeAlarmSettings(work.tx, change)
  work.audit('alarms.change-settings', 'alarms', { fields: Object.keys(change) })
}

function requireZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  } catch {
    throw problem('alarms.bad-time-zone', { zone })
  }
}
