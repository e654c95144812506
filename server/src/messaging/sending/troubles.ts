import { setTimeout as pause } from 'node:timers/promises'

/** For so long a sender tries to write down what came of what he took; then he is given up. */
const patienceSeconds = 110
/** A process that ends does not wait so long for its database. */
const farewellSeconds = 5
const longestPauseMilliseconds = 2_000

/** The database refused somebody who has something to write. */
export interface Troubles {
  /** Keeps the first reason, and throws it when it is of no use to try again. */
  readonly keep: (reason: unknown) => null
  readonly isThere: () => boolean
  readonly reason: () => unknown
  /** A moment, and a longer one each time. */
  readonly pause: () => Promise<void>
}

export function troubles(signal: AbortSignal): Troubles {
  let first: { readonly reason: unknown; readonly at: number } | null = null
  let times = 0
  return {
    keep(reason) {
      first ??= { reason, at: performance.now() }
      const seconds = signal.aborted ? farewellSeconds : patienceSeconds
      if (performance.now() - first.at > seconds * 1_000) throw first.reason
      return null
    },
    isThere: () => first !== null,
    reason: () => first?.reason,
    async pause() {
      const milliseconds = Math.min(longestPauseMilliseconds, 100 * (2 ** times++ - 1))
      // That the process ends makes it shorter, and is no mistake.
      await pause(milliseconds, undefined, { signal }).catch(() => undefined)
    },
  }
}
