import type { VoiceAnnouncement } from '@pulih/contracts'
import type { Caller } from './announcement.ts'

/** A line to a telephone exchange. */
export interface Line {
  close(): Promise<void>
}

/** What somebody who calls hears; it never throws and never takes long. */
export type Hear = (caller: Caller) => Promise<VoiceAnnouncement>

/** Something that staff should know of a line; no numbers, no secrets. */
export type Says = (says: string) => void

/** Longer than any exchange takes for an order. */
export const orderMilliseconds = 5_000
/** How much later than its own length the end of a sound is believed in. */
export const playedLateSeconds = 10
