import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { addDue, closeWays, forgetMessages, openWay, wake, type Way } from './prepare.ts'
import { endsOf } from './release.ts'
import type { Sink } from './sinks.ts'

export interface Flow {
  readonly taken: number
  readonly perSecond: number
  /** Share of the limit by which any ten seconds had more, and less; null: there was no limit. */
  readonly over: number | null
  readonly under: number | null
  /** How fast it was known of all that they had arrived, from the first hand-over to the last receipt; null: there are no receipts. */
  readonly receiptsPerSecond: number | null
}

interface Given {
  readonly sink: Sink
  readonly way: Way
  /** SQL, with the number of the person as `n`. */
  readonly address: string
  readonly count: number
  /** The provider says what became of each. */
  readonly hasReceipts: boolean
}

const mostSeconds = 180

/** Hands over what is due through one channel, and says how fast that went from the first to the last. */
export async function measureFlow(client: Client, { sink, way, address, count, hasReceipts }: Given): Promise<Flow> {
  await forgetMessages(client)
  await addDue(client, way.kind, count, address)
  await openWay(client, way)
  await wake(client)
  const times = await sink.untilTaken(count, mostSeconds)
  const [first, last] = endsOf(times)
  const knownAt = hasReceipts ? await untilKnown(client, times.length) : null
  await closeWays(client)
  const perSecond = times.length / ((last - first) / 1000)
  const receiptsPerSecond = knownAt === null ? null : times.length / ((knownAt - first) / 1000)
  return { taken: times.length, perSecond, receiptsPerSecond, ...deviations(times, first, last, way.perSecond) }
}

/** When the receipt of the last one was written down. */
async function untilKnown(client: Client, count: number): Promise<number> {
  const end = performance.now() + mostSeconds * 1_000
  for (;;) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from messaging.message where state in ('delivered', 'read')`,
    )
    if ((rows[0]?.n ?? 0) >= count || performance.now() > end) return Date.now()
    // To count is not free for whoever is measured.
    await setTimeout(1_000)
  }
}

const windowSeconds = 10

/** Of all stretches of ten whole seconds, a second apart, between the first and the last message; shorter plays say nothing. */
function deviations(
  times: readonly number[],
  first: number,
  last: number,
  limit?: number,
): Pick<Flow, 'over' | 'under'> {
  if (limit === undefined) return { over: null, under: null }
  const seconds = Array.from({ length: Math.floor((last - first) / 1000) }, () => 0)
  for (const time of times) {
    const second = Math.floor((time - first) / 1000)
    if (second < seconds.length) seconds[second] = (seconds[second] ?? 0) + 1
  }
  const counts = seconds
    .slice(0, Math.max(0, seconds.length - windowSeconds + 1))
    .map((_, from) => seconds.slice(from, from + windowSeconds).reduce((sum, each) => sum + each, 0))
  const shares = counts.map(count => count / (windowSeconds * limit) - 1)
  return { over: Math.max(0, ...shares), under: Math.max(0, ...shares.map(share => -share)) }
}
