import type { AlarmEffect, AlarmSeverity } from '@pulih/contracts'
import type { RequestMistake } from '../../platform/index.ts'

/** What every message about an alarm says, whoever sent it. */
export interface About {
  /** The sender's own name for the alarm; the same for as long as it is the same trouble. */
  readonly key: string
  /** Under which names the network might know what is alarmed, the likeliest first. */
  readonly names: readonly ElementName[]
  readonly severity: AlarmSeverity
  readonly effect: AlarmEffect
  readonly summary: string
  readonly labels: Readonly<Record<string, string>>
}

export interface ElementName {
  readonly key: string
  /** Whether it names the part that is in trouble; false: only the device in which that part is. */
  readonly exact: boolean
}

export interface Raised extends About {
  readonly is: 'raised'
  readonly raisedAt: Temporal.Instant
}

export interface Cleared extends About {
  readonly is: 'cleared'
  /** null: the sender does not say which raising this ends; it ends the one before it. */
  readonly raisedAt: Temporal.Instant | null
  readonly clearedAt: Temporal.Instant
}

export interface Acknowledged extends About {
  readonly is: 'acknowledged'
}

export type Signal = Raised | Cleared | Acknowledged

/** What was understood of one message. Good alarms are kept although others beside them are bad. */
export interface Understood {
  readonly signals: readonly Signal[]
  readonly mistakes: readonly SignalMistake[]
  /** How many alarms the sender left out because its list was full. */
  readonly truncated: number
}

export type SignalMistake = RequestMistake

/** Critical first. */
const ranks: Readonly<Record<AlarmSeverity, number>> = { critical: 0, major: 1, minor: 2, warning: 3, info: 4 }

export function atLeast(severity: AlarmSeverity, least: AlarmSeverity): boolean {
  return ranks[severity] <= ranks[least]
}
