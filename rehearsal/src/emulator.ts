/** What an emulated service got for one person, as the person would see it. */
export interface Delivered {
  /** Our key of the message, where the protocol carries it. */
  readonly key: string | null
  readonly to: string
  readonly text: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** What is paid for: the parts of an SMS, else 1. */
  readonly parts: number
}

/** How badly a service behaves; shares between 0 and 1, drawn from a seed so that a rehearsal can be played again. */
export interface Faults {
  readonly seed: number
  /** Of receipts and webhooks: sent twice. */
  readonly duplicate: number
  /** Of receipts and webhooks: sent out of their order. */
  readonly reorder: number
  /** Refused for being too fast. */
  readonly throttle: number
  /** Failed with a fault of the service's own. */
  readonly fail: number
  /** Answered so many milliseconds late. */
  readonly slow: { readonly share: number; readonly milliseconds: number }
  /** Taken, and the line broken before the answer. */
  readonly lose: number
}

export const noFaults: Faults = {
  seed: 1,
  duplicate: 0,
  reorder: 0,
  throttle: 0,
  fail: 0,
  slow: { share: 0, milliseconds: 0 },
  lose: 0,
}

/** A service that is played on this machine. */
export interface Emulator {
  /** Where it listens on 127.0.0.1. */
  readonly port: number
  /** Everything that people would have got, in its order. */
  readonly delivered: readonly Delivered[]
  /** Forgets what was delivered, so that long plays need no memory; `hear` goes on. */
  clear(): void
  /** From now on it behaves like this. */
  behave(faults: Faults): void
  /** Stops listening and breaks every line, as if the machine had died. */
  stop(): Promise<void>
}

/** Draws of a generator that always draws the same from the same seed (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
