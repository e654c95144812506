import type { AlarmReceipt } from '@pulih/contracts'
import { elementsByKey } from '../../network/index.ts'
import { problem, type Work } from '../../platform/index.ts'
import { atLeast, type Signal, type Understood } from './alarm.ts'
import { lockAlarmsOf, lockKeys, markSeen, newestAlarms, writeAlarms } from './alarm-store.ts'
import { applySignals } from './apply-signals.ts'
import { queueCorrelation } from './correlation-queue.ts'
import { normalise } from './normalise/normalise.ts'
import { readAlarmSettings } from './settings-store.ts'
import { countLosses, findSource, type Source } from './source-store.ts'

/** Takes one message of a source. What is good in it is kept; it is refused only when sending it again could never help. */
export async function receiveAlarms(work: Work, name: string, payload: unknown): Promise<AlarmReceipt> {
  const source = await findSource(work.tx, name)
  return takeIn(work, source, normalise(source.kind, payload, { mapping: source.mapping, receivedAt: work.now }))
}

export async function takeIn(
  work: Work,
  source: Source,
  { signals, mistakes, truncated }: Understood,
): Promise<AlarmReceipt> {
  const { tx, now } = work
  if (!source.enabled) throw problem('alarms.source-off', { source: source.name })
  if (signals.length === 0 && mistakes.length > 0)
    throw problem('alarms.unusable', { kind: source.kind }, mistakes.slice(0, mostMistakes))
  const wanted = signals.filter(signal => signal.is !== 'raised' || atLeast(signal.severity, source.mapping.least))
  const settings = await readAlarmSettings(tx)
  const elementIds = await knownElements(work, wanted)
  const keys = [...new Set(wanted.map(({ key }) => key))]
  await lockKeys(tx, source.name, keys)
  await lockAlarmsOf(tx, source.name, keys)
  const applied = applySignals(await newestAlarms(tx, source.name, keys), wanted, {
    flapMinutes: settings.flapMinutes,
    now,
    resolve: names => names.find(({ key }) => elementIds.has(key)) ?? names[0] ?? null,
  })
  await writeAlarms(tx, source.name, applied.changed, elementIds, now)
  if (applied.unchanged > 0) await markSeen(tx, source.name, keys, now)
  await countLosses(tx, source.name, { truncated, mistakes: mistakes.length })
  // Last, because all senders meet at this one job.
  if (applied.changed.length > 0) await queueCorrelation(tx, settings.gatherSeconds)
  const { raised, repeated, cleared, unchanged } = applied
  return {
    received: signals.length,
    raised,
    repeated,
    cleared,
    unchanged,
    filtered: signals.length - wanted.length,
    unknownElements: applied.changed.filter(({ elementKey }) => elementKey === null || !elementIds.has(elementKey))
      .length,
    truncated,
    mistakes: mistakes.slice(0, mostMistakes).map(mistake => ({ ...mistake })),
    status: 'success',
    ...(source.kind === 'pagerduty' && signals[0] ? { dedup_key: signals[0].key } : {}),
  }
}

const mostMistakes = 100

async function knownElements({ tx }: Work, signals: readonly Signal[]): Promise<Map<string, bigint>> {
  const names = [...new Set(signals.flatMap(signal => signal.names.map(({ key }) => key)))]
  if (names.length === 0) return new Map()
  const elements = await elementsByKey(tx, names)
  return new Map(elements.filter(({ retiredAt }) => retiredAt === null).map(({ key, id }) => [key, id]))
}
