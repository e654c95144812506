import type { AlarmEffect } from '@pulih/contracts'

/** An open alarm at an element of the network. */
export interface OpenAlarm {
  readonly id: bigint
  readonly position: number
  readonly effect: AlarmEffect
  /** After an outage or a part of it was restored: when it was raised anew. */
  readonly raisedAt: Temporal.Instant
  /** The outage under which it lies already. */
  readonly outage: string | null
}

/** An outage that is not over, or not for long. */
export interface KnownOutage {
  readonly id: string
  readonly roots: readonly number[]
  /** Elements below the roots that are said to work again. */
  readonly parts: readonly KnownPart[]
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  /** Whether alarms said that it is over. What people ended goes on only when people say so. */
  readonly endedByAlarms: boolean
  readonly planned: boolean
  /** Whether alarms alone said where it is. What people declared is never narrowed. */
  readonly byAlarms: boolean
}

export interface KnownPart {
  readonly position: number
  readonly restoredAt: Temporal.Instant
  /** Whether alarms said that it works again. */
  readonly byAlarms: boolean
}
