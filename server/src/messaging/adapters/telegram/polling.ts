import { setTimeout as pause } from 'node:timers/promises'
import type { Outside, SettingsOf } from '../adapter.ts'
import { asked, botApi, type BotAnswer } from './bot-api.ts'
import { botOf, rawOf, wanted } from './normalise.ts'

/** In seconds. */
export interface Pace {
  /** As long Telegram waits for something to tell; less than the wire waits for an answer. */
  readonly longPoll: number
  /** After a failure, and twice as long after each further one. */
  readonly afterFailure: number
  readonly longest: number
  /** At least so long, and at most twice so long, where another process asks too. */
  readonly afterConflict: number
}

const usual: Pace = { longPoll: 15, afterFailure: 1, longest: 60, afterConflict: 20 }

export interface Polling {
  /** What keeps it from hearing anything; null: nothing. */
  readonly trouble: () => string | null
  stop(): Promise<void>
}

/** Some dozens of messages of the longest kind. */
const answerBytes = 4 * 2 ** 20
const mostUpdates = 50
/** An answer that comes at once and holds nothing is not asked for again at once. */
const leastSeconds = 0.5

/**
 * Asks Telegram for what people wrote, again and again. With each question everything before `offset` is forgotten there, so that it is moved
 * only over what is kept here. Of several processes that ask for one bot the last wins and the others are told so (409): they rest for a
 * while, each for a different one, and try again; what two of them get is kept once.
 */
export function poll(
  { url }: Pick<SettingsOf<'telegram'>, 'url'>,
  token: string,
  { exchange, receive, log }: Pick<Outside, 'exchange' | 'receive' | 'log'>,
  pace: Pace = usual,
): Polling {
  const stopped = new AbortController()
  const bot = botOf(token)
  const api = botApi(url, token, exchange, { answerBytes, signal: stopped.signal })
  let offset: number | null = null
  let failures = 0
  let trouble: string | null = null

  const fails = (says: string): void => {
    failures++
    if (trouble !== says && !stopped.signal.aborted) log(`Telegram: ${says}`)
    trouble = says
  }
  /** Keeps one after the other; says whether all are kept. */
  const keep = async (updates: readonly unknown[]): Promise<boolean> => {
    for (const raw of updates.map(update => rawOf(update, bot))) {
      if (raw === null) continue
      const { updateId, ...arrival } = raw
      try {
        await receive(arrival)
      } catch {
        fails('what people wrote cannot be kept here, and waits there')
        return false
      }
      offset = updateId + 1
    }
    return true
  }
  /** Seconds to wait before it is asked again. */
  const round = async (): Promise<number> => {
    const began = performance.now()
    const answer = await asked(
      api.getUpdates({
        timeout: pace.longPoll,
        limit: mostUpdates,
        allowed_updates: wanted,
        ...(offset !== null && { offset }),
      }),
    )
    if (answer.kind !== 'done') {
      fails(troubleOf(answer))
      return restAfter(answer, failures, pace)
    }
    const updates: readonly unknown[] = Array.isArray(answer.result) ? answer.result : []
    if (!(await keep(updates))) return restAfter(answer, failures, pace)
    failures = 0
    trouble = null
    return updates.length > 0 || performance.now() - began > leastSeconds * 1_000 ? 0 : leastSeconds
  }
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const seconds = await round().catch((reason: unknown) => {
        // A mistake of ours must not end the hearing for good, nor the process. Its words may hold what people wrote.
        fails(`asking failed with ${reason instanceof Error ? reason.name : 'something unknown'}`)
        return pace.longest
      })
      // The only thing that ends a pause before its time is that it is stopped.
      if (seconds > 0)
        await pause(seconds * 1_000, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    trouble: () => trouble,
    async stop() {
      stopped.abort()
      await running
    },
  }
}

type Failure = Exclude<BotAnswer<unknown>, { kind: 'done' }>

function troubleOf(answer: Failure): string {
  if (answer.kind !== 'refused') return `cannot be asked: ${answer.reason}`
  if (answer.code !== 409) return answer.says
  return answer.says.includes('webhook') && !answer.says.includes('getUpdates request')
    ? 'a webhook is set for this bot: take it away, or name its secret here'
    : 'another process hears for this bot just now'
}

function restAfter(
  answer: BotAnswer<unknown>,
  failures: number,
  { afterFailure, longest, afterConflict }: Pace,
): number {
  if (answer.kind === 'refused') {
    if (answer.restSeconds !== null) return Math.min(answer.restSeconds, longest)
    // Random, so that two that met once do not meet again and again.
    if (answer.code === 409) return afterConflict * (1 + Math.random())
  }
  return Math.min(longest, afterFailure * 2 ** Math.min(failures - 1, 20))
}
