import { noFaults, type Faults } from '../emulator.ts'
import type { Channel } from './channels.ts'

export type FaultName = 'none' | 'usual' | 'bad'
export type Shares = Omit<Faults, 'seed'>

const { seed: _, ...none } = noFaults

/** `usual`: a day on which nothing special happens at the providers; `bad`: one of which people speak. */
export const faultNames: Readonly<Record<FaultName, Shares>> = {
  none,
  usual: {
    duplicate: 0.02,
    reorder: 0.02,
    throttle: 0.000_2,
    fail: 0.002,
    slow: { share: 0.005, milliseconds: 500 },
    lose: 0.000_05,
  },
  bad: {
    duplicate: 0.1,
    reorder: 0.1,
    throttle: 0.002,
    fail: 0.02,
    slow: { share: 0.02, milliseconds: 3_000 },
    lose: 0.000_5,
  },
}

/** A provider whose machine is away, in seconds from the confirmation. */
export interface Death {
  readonly channel: Channel
  readonly from: number
  readonly to: number
}
