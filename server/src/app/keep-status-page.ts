import { mkdirSync } from 'node:fs'
import type { Config } from '../platform/index.ts'
import { pageFolder } from '../statuspage/index.ts'
import { runningHost, startHost, stopHost } from './status-page-process.ts'

export interface StatusPage {
  /** Null: it could not be started so far. */
  readonly url: string | null
  /** Whether it answered when it was last looked at. */
  isUp(): boolean
  stop(): Promise<void>
}

interface Keeping {
  readonly say: (line: string) => void
  /** How often it is looked at. */
  readonly everyMilliseconds?: number
}

/** Who does not answer so often one after the other hangs, and is replaced. */
const mostMissed = 4
const answerMilliseconds = 5_000
const longestPauseMilliseconds = 60_000
/** One that ran for so long did not fail at its start. */
const steadyMilliseconds = 60_000

/**
 * Sees to it that the public page has a process of its own, which outlives whoever started it: killed, Pulih leaves a page behind that
 * still answers. The next start finds it and goes on with it, or replaces it where it is another version or was started otherwise. As long
 * as Pulih runs it looks after it, whether or not the database answers, and starts it again: at once, and more seldom where that does not
 * help. Null: Pulih is not to run one.
 */
export async function keepStatusPage(
  config: Config,
  { say, everyMilliseconds = 3_000 }: Keeping,
): Promise<StatusPage | null> {
  if (config.statusPort === 'none' || config.statusPort === 'elsewhere') return null
  mkdirSync(pageFolder(config), { recursive: true })
  let up = false
  let missed = 0
  let failures = 0
  let startedAt = Date.now()
  let againAt = 0

  const bringUp = async (): Promise<void> => {
    const wasUp = up
    const { host, isNew, trouble } = await startHost(config)
    up = host !== null
    if (isNew) startedAt = Date.now()
    if (host === null && trouble === null) return
    failures = up ? failures : failures + 1
    const pause = failures === 0 ? 0 : Math.min(longestPauseMilliseconds, 1_000 * 2 ** failures)
    againAt = Date.now() + pause
    if (trouble !== null && (wasUp || failures === 1))
      say(`The status page could not be started; ${trouble} Pulih runs all the same, and tries again.`)
  }

  const lookAfter = async (): Promise<void> => {
    const host = runningHost(config)
    if (host !== null && (await answers(host.url))) {
      if (!up) say(`The status page answers again, at ${host.url}`)
      up = true
      missed = 0
      if (Date.now() - startedAt > steadyMilliseconds) failures = 0
      return
    }
    if (host !== null && ++missed < mostMissed) return
    missed = 0
    if (Date.now() < againAt) return
    if (up)
      say(host === null ? 'The status page has ended; it is started again.' : 'The status page hangs; it is replaced.')
    up = false
    // One that ended soon after its start will do so again: the pause grows until it stays.
    if (Date.now() - startedAt < steadyMilliseconds) failures++
    if (host !== null) await stopHost(config)
    await bringUp()
  }

  await bringUp()
  let looking: Promise<void> = Promise.resolve()
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    looking = lookAfter()
      .catch((reason: unknown) => {
        up = false
        say(`The status page could not be looked after: ${reason instanceof Error ? reason.message : String(reason)}`)
      })
      .finally(() => (isLooking = false))
  }, everyMilliseconds)
  timer.unref()
  return {
    get url() {
      return runningHost(config)?.url ?? null
    },
    isUp: () => up,
    async stop() {
      clearInterval(timer)
      await looking
      // Of several processes that share a database the others need it still.
      if (config.databaseUrl === null) await stopHost(config)
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/.well-known/pulih-status`, { signal: AbortSignal.timeout(answerMilliseconds) })
    await reply.body?.cancel()
    // Without a first picture it says so with 503, which is an answer.
    return reply.status === 200 || reply.status === 503
  } catch {
    return false
  }
}
