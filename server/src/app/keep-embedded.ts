import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { EmbeddedServer } from '../platform/index.ts'

export interface KeepOptions {
  readonly log: Logger
  /** Called once, when the database could not be started again. */
  readonly giveUp: (saying: string) => void
  /** Milliseconds before each attempt. */
  readonly pauses?: readonly number[]
  readonly lookEvery?: number
}

const usual = [1_000, 2_000, 5_000, 10_000, 20_000]
/** After so long at work a server that ends again has its attempts anew. */
const steadyAfter = 300_000

/** Starts the embedded database again when it ends: whoever started it is the only one who can. */
export function keepEmbedded(
  server: Pick<EmbeddedServer, 'isRunning' | 'start' | 'log'>,
  { log, giveUp, pauses = usual, lookEvery = 1_000 }: KeepOptions,
): { stop(): Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const wait = (milliseconds: number) =>
    setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
  const watching = watch()
  return {
    async stop() {
      ending.abort()
      await watching
    },
  }

  async function watch(): Promise<void> {
    let used = 0
    let startedAt = 0
    while (!signal.aborted) {
      if (server.isRunning()) {
        if (used > 0 && performance.now() - startedAt > steadyAfter) used = 0
        await wait(lookEvery)
        continue
      }
      const pause = pauses[used]
      if (pause === undefined) return giveUp(sayingOf(server.log, pauses.length))
      used++
      log.warn(`The embedded database ended; Pulih starts it again (attempt ${used} of ${pauses.length}).`)
      await wait(pause)
      if (signal.aborted) return
      try {
        await server.start()
        startedAt = performance.now()
        log.info('The embedded database works again; nothing has to be done.')
      } catch (reason) {
        log.warn({ err: reason }, `The embedded database did not start; the end of ${server.log} says why.`)
      }
    }
  }
}

function sayingOf(log: string, attempts: number): string {
  return `The embedded database ended and could not be kept running in ${attempts} attempts, so Pulih stops.
The end of ${log} says why; often the disk is full or memory was short. Mend that and start Pulih again: what was
committed is there. If it does not start then, restore a backup: docs/operations/backup.md.`
}
