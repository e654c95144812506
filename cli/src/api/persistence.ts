import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.ts'
import { Refusal } from './refusal.ts'

/** Seconds between tries; after the last one it is given up. */
const pauses = [0.5, 1, 2]
const longestWaitSeconds = 30
/** What a server says that will be different in a moment. A conflict lost only a race. */
const passing = new Set(['service.unavailable', 'request.too-many', 'request.conflict'])

/** Nobody knows whether the request arrived. */
export class Unreachable extends Failure {
  constructor(url: string, reason: unknown, repeatable: boolean) {
    const doubt = repeatable ? '' : ' It may have arrived all the same: look before you do it again.'
    super(`${url} cannot be reached: ${causeOf(reason)}. Is it running, and is PULIH_URL right?${doubt}`)
    this.name = 'Unreachable'
  }
}

/**
 * Tries again after a lost connection or a passing refusal. Only for what may arrive twice: reads, and changes that carry a key by
 * which the server knows them again.
 */
export async function persistently<Result>(repeatable: boolean, attempt: () => Promise<Result>): Promise<Result> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt()
    } catch (reason) {
      const pause = pauses[tried]
      if (!repeatable || pause === undefined) throw reason
      if (reason instanceof Unreachable) {
        process.stderr.write('No connection; trying again …\n')
        await sleep(pause * 1000)
      } else if (reason instanceof Refusal && passing.has(reason.problem.code)) {
        if ((reason.waitSeconds ?? 0) > longestWaitSeconds) throw reason
        await sleep(Math.max(pause, reason.waitSeconds ?? 0) * 1000)
      } else throw reason
    }
  }
}

/** `fetch` says only that it failed; why is in its cause, and for several addresses in the first of them. */
function causeOf(reason: unknown): string {
  const cause = reason instanceof Error ? (reason.cause ?? reason) : reason
  const first: unknown = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause
  return first instanceof Error ? first.message || first.name : String(first)
}
