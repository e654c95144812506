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
  readonly parts: readonly { readonly position: number; readonly restoredAt: Temporal.Instant }[]
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  readonly planned: boolean
  /** Whether alarms alone said where it is. What people declared is never narrowed. */
  readonly byAlarms: boolean
}
